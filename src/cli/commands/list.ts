import type { Command } from 'commander';
import { Option } from 'commander';
import { globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';
import type { ListFlags } from './list-run.ts';

/** What `duptop list` takes, and `duptop` alone. */
export function addListFlags(command: Command): Command {
  return command
    .argument(
      '[filter...]',
      'only matching jobs: words, host:web* path:/var* status:failed,late cause:… exit:>=50 age:>24h; ! negates',
    )
    .addOption(
      new Option(
        '--json',
        'one JSON document (its form: duptop schema); with --fields a bare array, an object for each job',
      )
        .conflicts(['ndjson', 'csv'])
        .helpGroup(FORM),
    )
    .addOption(new Option('--ndjson', 'one JSON object a line').conflicts('csv').helpGroup(FORM))
    .addOption(new Option('--csv', 'comma-separated values with a header').helpGroup(FORM))
    .addOption(new Option('-w, --wide', 'more columns, nothing cut').helpGroup(FORM))
    .addOption(new Option('--fields <list>', 'these columns only, in this order: status,host,age').helpGroup(FORM))
    .addOption(new Option('--sort <list>', 'by these columns, "-" for descending: -age,host').helpGroup(FORM));
}

const FORM = 'Form:';

/** `duptop list`. */
export function registerList(program: Command, shell: Shell): void {
  addListFlags(program.command('list'))
    .summary('the table of all jobs, once (what duptop alone does without a terminal)')
    .description(
      'Prints every job that matches, worst first: how old its last run is, how it ended, and why it is not fine.',
    )
    .addHelpText(
      'after',
      `
Examples:
  duptop list -p http://prometheus:9090              # everything, worst first
  duptop list 'status:failed,missing,late'           # what needs a person
  duptop list host:web* '!path:/var*' --wide
  duptop list --json | jq '.jobs[] | select(.status == "failed") | .id'
  duptop list --csv --fields id,age,exit --sort -age
`,
    )
    .action(async (filter: string[], _flags, command: Command) => {
      const { runList } = await import('./list-run.ts');
      await runList(filter, { ...globalFlagsOf(command), ...command.opts<ListFlags>() }, shell);
    });
}
