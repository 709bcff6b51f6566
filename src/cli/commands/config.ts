import type { Command } from 'commander';
import { globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';

/** `duptop config`. */
export function registerConfig(program: Command, shell: Shell): void {
  program
    .command('config')
    .summary('the effective configuration, each value with where it came from')
    .description(
      'Prints every setting with its value and who said it: a flag, the environment, the file and line, or the default. Secrets are masked.',
    )
    .option('--json', 'as JSON')
    .action(async (_flags, command: Command) => {
      const { runConfig } = await import('./config-run.ts');
      await runConfig({ ...globalFlagsOf(command), ...command.opts<{ json?: boolean }>() }, shell);
    });
}
