import { type Command, Option } from 'commander';
import { globalFlagsOf } from '../global-flags.ts';
import type { Shell } from '../shell.ts';
import type { WatchFlags } from './watch-run.ts';

/** `duptop watch`. */
export function registerWatch(program: Command, shell: Shell): void {
  program
    .command('watch')
    .summary('the stream of changes for scripts: one JSON line a change')
    .description(
      'Asks again and again, and prints one JSON object a line for each change of a job’s status or run, beginning with every job as it is.\n' +
        'A source that stops or starts to answer is a line too. Ends with Ctrl+C.',
    )
    .argument('[filter...]', 'only matching jobs, as in "duptop list"')
    .addOption(new Option('--json', 'one JSON object a line (there is no other form)').default(true).hideHelp())
    .option('--interval <duration>', 'between two rounds', '15s')
    .option('--changes-only', 'do not begin with every job as it is')
    .addHelpText(
      'after',
      `
Examples:
  duptop watch | jq -r 'select(.type == "changed") | "\\(.id) \\(.before.status) -> \\(.job.status)"'
  duptop watch --changes-only status:failed
`,
    )
    .action(async (filter: string[], _flags, command: Command) => {
      const { runWatch } = await import('./watch-run.ts');
      await runWatch(filter, { ...globalFlagsOf(command), ...command.opts<WatchFlags>() }, shell);
    });
}
