import type { Command } from 'commander';
import { globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';
import type { ShowFlags } from './show-run.ts';

/** `duptop show HOST:PATH`. */
export function registerShow(program: Command, shell: Shell): void {
  program
    .command('show')
    .summary('one job in full: run, cause, history, alerts, sources')
    .description('Prints all that is known of one job, and why it is not fine, with the evidence and the next step.')
    .argument('<job>', 'HOST:PATH as the table has it, or a metric such as influx01__var_lib_influxdb')
    .option('--json', 'as a JSON object: the job as in --json of list, and its runs of the last 30 days')
    .addHelpText(
      'after',
      '\nExamples:\n  duptop show influx01:/var/lib/influxdb/\n  duptop show influx01:/var/lib/influxdb/ --json | jq .cause\n',
    )
    .action(async (name: string, _flags, command: Command) => {
      const { runShow } = await import('./show-run.ts');
      await runShow(name, { ...globalFlagsOf(command), ...command.opts<ShowFlags>() }, shell);
    });
}
