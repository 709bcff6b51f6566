import { describeExit } from '../../domain/outcome.ts';
import { bashText } from '../../text/bash-text.ts';
import { type SafeText, visible } from '../../text/safe-text.ts';
import { shellWord } from '../../text/shell-word.ts';

/** Text for an annotation, a Go template: what Prometheus makes of it. */
export type Template = string;

const BRACE = /\{/g;
/** The codes of failed runs that have a meaning of their own. */
const FAILURE_CODES = [50, 100, 126, 127, 130, 137, 143, 200];

/** A text that the template gives back as it is: a path may hold `{{`, and one that ends in `{` would spoil what comes after it. */
export function literal(text: SafeText): Template {
  return text.replace(BRACE, '{{"{"}}');
}

/** The command that shows one job, safe to be pasted into a shell. `name` is `HOST:PATH` or a metric. */
export function showCommand(name: string): Template {
  const word = visible(name) === name ? shellWord(name) : bashText(name);
  return literal(visible(`duptop show ${name.startsWith('-') ? '-- ' : ''}${word}`));
}

/** What a failed run's exit code means; `value` is the variable that has it. */
export function exitWords(value: '$value' | '.Value'): Template {
  const branches = FAILURE_CODES.map((code) => `if eq ${value} ${code}.0 }}${describeExit(code)}`);
  return `{{ ${branches.join('{{ else ')}{{ else }}see duptop{{ end }}`;
}

/** When something of a Unix time was, and how long ago: `time` is an expression that gives it. Empty where there is no such series. */
export function moment(query: (expression: string) => Template, time: string): Template {
  const ago = `{{ range ${query(`time() - ${time}`)} }} ({{ .Value | humanizeDuration }} ago){{ end }}`;
  return `{{ range ${query(time)} }}{{ .Value | humanizeTimestamp }}${ago}{{ end }}`;
}
