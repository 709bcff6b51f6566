import type { Command } from 'commander';
import { nearest } from '../text/nearest.ts';
import { type SafeText, say } from '../text/safe-text.ts';

/** Whatever is no command is a filter: the command that was meant, where the first word is one misspelt. */
export function meantCommand([first = '']: readonly string[], program: Command): SafeText | null {
  const near = nearest(
    first,
    program
      .createHelp()
      .visibleCommands(program)
      .map((command) => command.name()),
  );
  // "running" begins as "run" does, and is meant for a status.
  return near === null || first.startsWith(near) ? null : say`did you mean "duptop ${near}"?`;
}
