import type { Command } from 'commander';
import { globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';

/** `duptop check`: a monitoring plugin. */
export function registerCheck(program: Command, shell: Shell, end: (exitCode: number) => void): void {
  program
    .command('check')
    .summary('a monitoring-plugin line with performance data')
    .description(
      'Judges the fleet as a monitoring plugin does: failed, missing and late jobs are CRITICAL; warnings, slow jobs and host problems are\n' +
        'WARNING; jobs of which nothing can be said, no job at all, or no source that answers are UNKNOWN. Ends with 0, 1, 2 or 3.',
    )
    .argument('[filter...]', 'only matching jobs, as in "duptop list"')
    .addHelpText(
      'after',
      '\nExamples:\n  duptop check -p http://prometheus:9090\n  duptop check host:influx* --timeout 5s\n',
    )
    .action(async (filter: string[], _flags, command: Command) => {
      const { runCheck } = await import('./check-run.ts');
      end(await runCheck(filter, globalFlagsOf(command), shell));
    });
}
