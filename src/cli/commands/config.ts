import type { Command } from 'commander';
import { globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';

/** `duptop config`. */
export function registerConfig(program: Command, shell: Shell): void {
  const config = program
    .command('config')
    .summary('the effective configuration, each value with where it came from')
    .description(
      'Prints every setting with its value and who said it: a flag, the environment, the file and line, or the default. Secrets are masked.',
    )
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExamples:\n  duptop config\n  duptop config --json | jq .\n')
    .action(async (_flags, command: Command) => {
      const { runConfig } = await import('./config-run.ts');
      await runConfig({ ...globalFlagsOf(command), ...command.opts<{ json?: boolean }>() }, shell);
    });
  config
    .command('init')
    .summary('write a commented configuration file')
    .description(
      'Writes a file with every setting, what it is for and an example, to where duptop looks for it, or to that of -c. The Prometheus is that of -p, or it is asked for on a terminal.',
    )
    .option('--force', 'overwrite a file that is there')
    .addHelpText(
      'after',
      `
Examples:
  duptop config init -p https://prometheus.example.net
  duptop config init -c ./duptop.yml --exporter http://10.0.0.5:9100
`,
    )
    .action(async (_flags, command: Command) => {
      const { runConfigInit } = await import('./config-init-run.ts');
      await runConfigInit({ ...globalFlagsOf(command), ...command.opts<{ force?: boolean }>() }, shell);
    });
}
