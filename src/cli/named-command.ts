import type { Command } from 'commander';

/** The name of the command that the arguments ask for, wherever it stands between the flags of all commands; `null` for none. */
export function namedCommand(program: Command, args: readonly string[]): string | null {
  let isValue = false;
  for (const arg of args) {
    if (isValue) isValue = false;
    else if (arg === '--') return null;
    else if (arg.startsWith('-'))
      isValue = program.options.some(({ long, short, required }) => required && (arg === long || arg === short));
    else return program.commands.find((command) => command.name() === arg)?.name() ?? null;
  }
  return null;
}
