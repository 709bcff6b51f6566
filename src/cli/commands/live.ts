import { type Command, Option } from 'commander';
import type { SafeText } from '../../text/safe-text.ts';
import { globalFlagsOf } from '../global-flags.ts';
import { meantCommand } from '../meant-command.ts';
import type { Shell } from '../shell.ts';
import { addListFlags } from './list.ts';
import type { ListFlags } from './list-run.ts';
import type { LiveFlags } from './live-run.ts';

/** `duptop` alone: the live table on a terminal, the table once without one or when a form of output is asked for. */
export function registerLive(program: Command, shell: Shell): void {
  const live = program.command('live', { isDefault: true, hidden: true });
  addListFlags(live)
    .option('--interval <duration>', 'between two refreshes', '15s')
    .addOption(new Option('--screen-reader', 'text in lines for a screen reader (also INK_SCREEN_READER=true)'))
    .action(async (filter: string[], _flags, command: Command) => {
      const flags = { ...globalFlagsOf(command), ...command.opts<LiveFlags>() };
      await showFleet(filter, flags, shell, meantCommand(filter, program));
    });
}

/** The live table, or the table once; `meant` is for a filter that matches no job. */
export async function showFleet(
  filter: readonly string[],
  flags: LiveFlags,
  shell: Shell,
  meant: SafeText | null = null,
): Promise<void> {
  if (shell.terminal === null || isPrinted(flags)) {
    const { runList } = await import('./list-run.ts');
    return runList(filter, flags, shell, meant);
  }
  const { runLive } = await import('./live-run.ts');
  return runLive(filter, flags, shell, shell.terminal);
}

function isPrinted({ json, ndjson, csv, wide, fields, sort }: ListFlags): boolean {
  return [json, ndjson, csv, wide, fields, sort].some((flag) => flag !== undefined);
}
