import { type SafeText, say } from '../text/safe-text.ts';
import type { Named } from './named.ts';
import type { ProcessOutput } from './process-output.ts';
import { RemoteError } from './remote-error.ts';
import { fewLines } from './script-answer.ts';

const NO_SUDO = /sudo: (?:command )?not found|unknown command:? sudo|no such file or directory.*sudo/i;
/** The last one counts: before it may come complaints that are none. */
const SUDO = /^sudo: (.*)$/gm;

/** Why a shell that was there did not run a script to its end. */
export function scriptFailure(
  { exitCode, stderr }: ProcessOutput,
  { host, way, become, what }: { readonly become: string | null; readonly what: SafeText } & Named,
): RemoteError {
  const said = stderr.toString('utf8');
  const refused = become === null ? null : sudoComplaint(said);
  if (refused !== null) {
    return new RemoteError(
      'become-denied',
      host,
      say`${way}: sudo -n -u ${become ?? ''}: ${refused}`,
      say`it takes a line in sudoers that asks for no password (NOPASSWD), or no "become" in duptop's configuration`,
    );
  }
  const lines = fewLines(said);
  return new RemoteError('other', host, say`${way}: ${what} ended with ${exitCode}${lines === '' ? '' : ': '}${lines}`);
}

function sudoComplaint(said: string): string | null {
  return [...said.matchAll(SUDO)].at(-1)?.[1] ?? (NO_SUDO.test(said) ? 'not found' : null);
}
