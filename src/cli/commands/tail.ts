import { type Command, Option } from 'commander';
import { globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';
import type { TailFlags } from './tail-run.ts';

/** `duptop tail HOST:PATH`. */
export function registerTail(program: Command, shell: Shell): void {
  program
    .command('tail')
    .summary("follow a job's own database: its last runs, and the uploads of one that goes on")
    .description(
      "Reads the database that duplicati-cli keeps of a job, on its host: how the last runs ended and what they did, what goes on at the destination, which versions there are, and what the wrapper's log says. Then follows it until Ctrl+C. It is only read, a moment at a time: no backup waits for it.",
    )
    .argument('<job>', 'HOST:PATH as the table has it, a metric, or a database file on this machine (FILE.sqlite)')
    .option('-n, --lines <number>', 'how many of the last runs, remote operations and lines of the log', '10')
    .option('--no-follow', 'print what there is, and end')
    .option(
      '--json',
      'one JSON object a line: "type" is state, begun, ended, remote, progress, log, reason, trouble or recovered',
    )
    .addOption(
      new Option('--sql <query>', 'ask one SELECT instead; with --json a row a line. Configuration is never shown'),
    )
    .addHelpText(
      'after',
      `
Examples:
  duptop tail influx01:/var/lib/influxdb/
  duptop tail influx01:/var/lib/influxdb/ -n 30 --no-follow
  duptop tail influx01:/var/lib/influxdb/ --json | jq -r 'select(.type == "ended") | "\\(.operation.startedAt) \\(.operation.outcome)"'
  duptop tail influx01:/var/lib/influxdb/ --sql 'SELECT State, count(*) FROM Remotevolume GROUP BY State'
  duptop tail ./copy-of-a-database.sqlite --no-follow
`,
    )
    .action(async (name: string, _flags, command: Command) => {
      const { runTail } = await import('./tail-run.ts');
      await runTail(name, { ...globalFlagsOf(command), ...command.opts<TailFlags>() }, shell);
    });
}
