import type { Command } from 'commander';
import { bashLines, wordLines } from '../completion/answer-lines.ts';
import { readBashLine } from '../completion/bash-line.ts';
import { candidatesFor } from '../completion/candidates.ts';
import { readKnownNames } from '../completion/known-names.ts';
import type { Shell } from '../shell.ts';

/** What the word before the cursor may become, for the scripts of `duptop completion`. */
export async function runComplete(
  form: string,
  words: readonly string[],
  program: Command,
  shell: Shell,
): Promise<void> {
  const names = await readKnownNames(shell);
  const lines =
    form === 'bash' ? forBash(words[0] ?? '', program, names) : wordLines(candidatesFor(program, words, names));
  if (lines.length > 0) await shell.stdout.write(`${lines.join('\n')}\n`);
}

function forBash(text: string, program: Command, names: Parameters<typeof candidatesFor>[2]): readonly string[] {
  const line = readBashLine(text);
  return bashLines(candidatesFor(program, line.words, names), line);
}
