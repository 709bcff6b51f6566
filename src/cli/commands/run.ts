import { type Command, Option } from 'commander';
import { globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';
import type { RunFlags } from './run-run.ts';

const INSTEAD = 'Instead of starting:';

/** `duptop run HOST:PATH…`. */
export function registerRun(program: Command, shell: Shell, end: (exitCode: number) => void): void {
  const other = (flag: string, description: string, conflicts: readonly string[]) =>
    new Option(flag, description).conflicts([...conflicts]).helpGroup(INSTEAD);
  program
    .command('run')
    .summary('start jobs on their hosts as cron does, follow them, or stop them')
    .description(
      'Finds on the host how cron starts the job, asks, starts it just so, and follows it: what it says, what it sends, how it ended, and when its metrics are there. The run is detached: it outlives duptop, the connection and the terminal. A job that runs is not started again.\n\n' +
        'Ends with the exit code of the backup where that is a failure, the worst of several; 0 for a good one; 75 where a run is going on; 255 where the host can’t be reached.',
    )
    .argument('<job...>', 'HOST:PATH as the table has it, or a metric')
    .option('-y, --yes', 'do not ask')
    .option('--detach', 'start, and do not follow')
    .option('--concurrency <number>', 'how many jobs run at once', '4')
    .option('--json', 'one event a line (its form: duptop schema run)')
    .addOption(other('--dry-run', 'find how the jobs are started, and show it', ['detach', 'follow', 'stop']))
    .addOption(other('--follow', 'follow the run that is going on, whoever started it', ['detach', 'stop']))
    .addOption(other('--stop', 'stop the run that is going on: all of its processes, whoever started it', ['detach']))
    .addHelpText(
      'after',
      `
Examples:
  duptop run influx01:/var/lib/influxdb/
  duptop run --dry-run db01:/srv db02:/srv
  duptop run --yes --detach db01:/srv
  duptop run --follow db01:/srv
  duptop run --stop db01:/srv
  duptop run --yes --json db01:/srv | jq -c 'select(.type == "ended")'
`,
    )
    .action(async (names: string[], _flags, command: Command) => {
      const { runRun } = await import('./run-run.ts');
      end(await runRun(names, { ...globalFlagsOf(command), ...command.opts<RunFlags>() }, shell));
    });
}
