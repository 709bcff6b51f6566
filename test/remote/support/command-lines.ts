import { readdirSync, readFileSync } from 'node:fs';

/** The command lines of all processes of this machine, its hosts' included, words between blanks. */
export function commandLines(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trimEnd()];
      } catch {
        return [];
      }
    });
}
