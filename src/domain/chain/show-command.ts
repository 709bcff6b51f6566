import { type SafeText, visible } from '../../text/safe-text.ts';
import { shellWord } from '../../text/shell-word.ts';
import type { ChainFacts } from './chain-facts.ts';

/** Before the name of the user that commands are run as. */
export const SUDO = ' sudo -u ';
const PLAIN = /^[a-zA-Z0-9_/.,:@%+= -]+$/;

/** A command for a person to copy, as it is to be run from here. `words` become one command line there; a text of several words stays as it is. */
export function commandThere(
  { way, host }: ChainFacts,
  ...words: readonly (string | { readonly script: string })[]
): SafeText {
  const line = words.map((word) => (typeof word === 'string' ? quoted(word) : word.script)).join(' ');
  if (way === '') return visible(line);
  const isScript = words.some((word) => typeof word !== 'string');
  // What sudo gets is one command, and no line of a shell.
  const there = isScript && way?.includes(SUDO) ? `sh -c ${quoted(line)}` : line;
  return visible(`${way ?? `ssh -- ${quoted(host)}`} ${PLAIN.test(there) ? there : quoted(there)}`);
}

/** The job, as a command of duptop takes it. */
export function jobWord({ host, path }: ChainFacts): SafeText {
  return visible(quoted(`${host}:${path ?? ''}`));
}

/** One word for a shell; what none can be given is shown, and can't be copied. */
export function quoted(word: string): string {
  try {
    return shellWord(word);
  } catch {
    return visible(word);
  }
}
