import { say } from '../../../text/safe-text.ts';
import type { CrashCode, Fault, FaultCode } from '../read/fault.ts';
import { nameWords } from './name-words.ts';
import { quote, type Words } from './words.ts';

const GO_ONLY = /^[+-]?(?:0x[0-9a-f_.]+(?:p[+-]?\d+)?|0[bo][0-7_]+|[0-9][0-9_.]*(?:e[+-]?[0-9_]+)?)$/i;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/** For a value that node_exporter can't read: often it is the name before it that went wrong. */
export function valueWords({ text, found }: Fault<FaultCode | CrashCode>): Words {
  const name = nameWords(text);
  if (name !== null) return name;
  if (found === '') {
    return { message: say`no value behind the name`, fix: say`write one, or leave the whole line out` };
  }
  if (DECIMAL.test(found)) {
    return { message: say`${quote(found)} is too large for a number`, fix: say`write +Inf or a smaller number` };
  }
  if (DECIMAL_COMMA.test(found)) {
    return {
      message: say`${quote(found)} has a decimal comma`,
      fix: say`write a point, whatever the locale: LC_ALL=C`,
    };
  }
  return {
    message: say`${quote(found)} is no number`,
    fix: GO_ONLY.test(found)
      ? say`write it in decimal, without _ or 0x`
      : say`write a decimal number, NaN, +Inf or -Inf`,
  };
}
