import type { Command } from 'commander';
import type { ExitCode } from '../exit-code.ts';
import { type GlobalFlags, globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';

export interface DoctorFlags extends GlobalFlags {
  readonly json?: boolean;
  /** `false` with --no-hosts. */
  readonly hosts?: boolean;
  readonly alert?: string;
}

/** `duptop doctor [HOST[:PATH]]`. */
export function registerDoctor(program: Command, shell: Shell, end: (exitCode: ExitCode) => void): void {
  program
    .command('doctor')
    .summary('why a job is not fine: the chain from cron to alert, and its first broken link')
    .description(
      'Walks the chain of a job from cron on its host over wrapper, run, database, destination, disk, metrics file and exporter to target, ' +
        'series, rule and alert, and names the first link that is broken, with the evidence and the next step. Each host is looked at once, ' +
        'over ssh, and nothing is changed there. Without a name the whole fleet is gone over.',
    )
    .argument('[target]', 'HOST:PATH, a HOST, or a metric; a job that no source knows is looked for on its host')
    .option('--alert <name>', 'the jobs that an alert is about, by the alert’s name')
    .option('--no-hosts', 'only what can be seen from here: no ssh')
    .option('--json', 'one JSON document (its form: duptop schema doctor)')
    .addHelpText(
      'after',
      `
Ends with 0 where nothing is wrong, with 4 where something was found, with 2 for a name that no source knows and whose host can't be
looked at either, and with 3 where nothing was seen that shows a job to be well.

Examples:
  duptop doctor influx01:/var/lib/influxdb/
  duptop doctor --alert 'MONITORED DUPLICATI JOB influx01__var_lib_influxdb HAD FAILURE'
  duptop doctor --json | jq -r '.diagnoses[] | select(.cause) | "\\(.id) \\(.cause.code)"'
`,
    )
    .action(async (name: string | undefined, _flags, command: Command) => {
      const { runDoctor } = await import('./doctor-run.ts');
      end(await runDoctor(name ?? null, { ...globalFlagsOf(command), ...command.opts<DoctorFlags>() }, shell));
    });
}
