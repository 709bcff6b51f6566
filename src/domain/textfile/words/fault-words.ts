import { say } from '../../../text/safe-text.ts';
import type { CrashCode, Fault, FaultCode } from '../read/fault.ts';
import { nameWords } from './name-words.ts';
import { valueWords } from './value-words.ts';
import { quote, quoteCharacter, type Words } from './words.ts';

const WHOLE_LABELS = say`write {name="value",other="value"}`;
const CRASH = say`node_exporter ends when it reads this, and nothing of the host is served any more`;

const WORDS: Readonly<Record<FaultCode | CrashCode, (fault: Fault<FaultCode | CrashCode>) => Words>> = {
  'cut-off': () => ({
    message: say`the last line does not end with a newline, so that node_exporter takes the file for cut off`,
    fix: say`end it with a newline; write to another name first, then mv that into place`,
  }),
  name: ({ text, found }) =>
    nameWords(text) ?? {
      message: say`a line can't begin with ${found === '' ? quoteCharacter(text) : quoteCharacter(found)}`,
      fix: say`begin it with a metric's name, or with # for a comment`,
    },
  value: valueWords,
  timestamp: ({ found }) => ({
    message: say`a timestamp, ${quote(found)}: node_exporter takes none`,
    fix: say`remove it from all lines; node_textfile_mtime_seconds tells the age of the file`,
  }),
  'timestamp-unreadable': ({ found }) =>
    found === ''
      ? { message: say`blanks behind the value`, fix: say`end the line right behind the value` }
      : {
          message: say`${quote(found)} behind the value`,
          fix: say`end the line right behind the value; a comment stands on a line of its own`,
        },
  'after-timestamp': () => ({
    message: say`more than a value and a timestamp`,
    fix: say`end the line right behind the value`,
  }),
  'label-name': ({ found }) => ({
    message: found === '' ? say`a label without a name` : say`a label's name can't begin with ${quoteCharacter(found)}`,
    fix: say`${WHOLE_LABELS}; a name is of letters, digits and _, and does not begin with a digit`,
  }),
  'label-equals': ({ found }) => ({
    message:
      found === ''
        ? say`no = behind a label's name`
        : say`${quoteCharacter(found)} where = was due behind a label's name`,
    fix: WHOLE_LABELS,
  }),
  'label-quote': () => ({ message: say`a label's value that does not begin with "`, fix: WHOLE_LABELS }),
  'label-reserved': () => ({ message: say`__name__ can't be a label`, fix: say`write the name before the braces` }),
  'label-twice': ({ found }) => ({
    message: say`the label ${quote(labelName(found))} stands there twice`,
    fix: say`remove one of them`,
  }),
  'label-escape': ({ found }) => ({
    message: say`the escape ${quote(found.slice(0, 2))} in a label's value`,
    fix: say`write a backslash as \\\\, a quote as \\", a line end as \\n`,
  }),
  'label-newline': () => ({
    message: say`a label's value that does not end on its line`,
    fix: say`close it with "; write a line end in it as \\n`,
  }),
  'label-not-utf8': () => ({
    message: say`a label's value that is not UTF-8`,
    fix: say`write it as UTF-8: iconv -f latin1 -t utf8, where it is Latin-1`,
  }),
  'label-separator': ({ found }) => ({
    message: say`${found === '' ? 'nothing' : quoteCharacter(found)} behind a label's value`,
    fix: WHOLE_LABELS,
  }),
  quantile: ({ found }) => ({
    message: say`a quantile that is no number: ${quote(found)}`,
    fix: say`write a number between 0 and 1 as the label quantile`,
  }),
  bound: ({ found }) => ({
    message: say`a bucket's bound that is no number: ${quote(found)}`,
    fix: say`write a number or +Inf as the label le`,
  }),
  'comment-name': ({ text, found }) => ({
    message: say`${quoteCharacter(found)} in the metric name of ${quote(text)}`,
    fix: say`only letters, digits, _ and : may be in a name; without HELP and TYPE before it, this is a plain comment`,
  }),
  'help-twice': ({ text }) => ({
    message: say`a second HELP for the same metric: ${quote(text)}`,
    fix: say`leave one HELP line for each metric`,
  }),
  'help-escape': ({ found }) => ({
    message: say`the escape ${quote(found.slice(0, 2))} in a HELP text`,
    fix: say`write a backslash as \\\\, a line end as \\n, and a quote as it is`,
  }),
  'type-late': ({ text }) => ({
    message: say`a second TYPE for the same metric, or one behind its samples: ${quote(text)}`,
    fix: say`leave one TYPE line for each metric, before its samples`,
  }),
  'type-unknown': ({ text, column }) => ({
    message: say`there is no type ${quote(text.slice(column - 1))}`,
    fix: say`counter, gauge, histogram, summary and untyped are types, with nothing behind them`,
  }),
  'label-underscores': () => ({
    message: say`a label whose name begins with __: ${CRASH}`,
    fix: say`name the label without __, or remove the file, and start node_exporter again`,
  }),
  'type-gauge-histogram': () => ({
    message: say`samples of type gauge_histogram: ${CRASH}`,
    fix: say`write another type, or remove the file, and start node_exporter again`,
  }),
};

/** What a fault means to a person. */
export function faultWords(fault: Fault<FaultCode | CrashCode>): Words {
  if (fault.code !== 'cut-off' && fault.text.endsWith('\r')) {
    return {
      message: say`the line ends with a carriage return: the file has the line ends of Windows (CRLF)`,
      fix: say`write newlines alone: sed -i 's/\\r$//' takes them out`,
    };
  }
  if (fault.line === 1 && fault.text.startsWith('\ufeff')) {
    return { message: say`a byte order mark before the first line`, fix: say`write UTF-8 without one` };
  }
  return WORDS[fault.code](fault);
}

function labelName(found: string): string {
  return /^\w*/.exec(found)?.[0] ?? '';
}
