import { say } from '../../../text/safe-text.ts';
import { munge } from '../../metric-name.ts';
import { parseGoNumber } from '../read/go-number.ts';
import { quote, quoteCharacter, type Words } from './words.ts';

const LAST_WORD = /^(.*?)[ \t]+([^ \t]+)$/s;
const REFUSED = /[^a-zA-Z0-9_:]/;

/**
 * For a line that is a sample but for what its name holds, such as `duplicati_web-01__srv_last_exitcode 0`: what is wrong with the name, and
 * the name that it should have. `null` for any other line.
 */
export function nameWords(line: string): Words | null {
  const [, name = '', value = ''] = LAST_WORD.exec(line.trim()) ?? [];
  if (name === '' || name.includes('{') || parseGoNumber(value) === null) return null;
  if (/^[0-9]/.test(name)) {
    return { message: say`the metric name ${quote(name)} begins with a digit`, fix: say`name it _${munge(name)}` };
  }
  const refused = REFUSED.exec(name);
  // Words that are no name at all: prose, or a value with a unit.
  if (refused === null || (/[ \t]/.test(name) && !name.startsWith('duplicati_'))) return null;
  return {
    message: say`${quoteCharacter(name.slice(refused.index))} in the metric name ${quote(name)}`,
    fix: say`name it ${munge(name)}: only letters, digits, _ and : may be in a name`,
  };
}
