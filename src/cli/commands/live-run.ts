import { readJobHistory } from '../../fleet/job-history.ts';
import { pollFleet } from '../../fleet/poll.ts';
import { filterOf } from '../filter.ts';
import { intervalMs } from '../interval.ts';
import { askingText, openFleet } from '../open-fleet.ts';
import { configFor } from '../read-snapshot.ts';
import type { LiveTerminal, Shell } from '../shell.ts';
import type { ListFlags } from './list-run.ts';

export interface LiveFlags extends ListFlags {
  readonly interval: string;
  readonly screenReader?: boolean;
}

/** Shows the live table until the person quits. @throws Failure or ConfigErrors before the terminal is touched */
export async function runLive(
  words: readonly string[],
  flags: LiveFlags,
  shell: Shell,
  terminal: LiveTerminal,
): Promise<void> {
  filterOf(words);
  const every = intervalMs(flags.interval);
  const config = await configFor(flags, shell);
  const fleet = await openFleet(config, shell);
  const stream = pollFleet(fleet, shell, { intervalMs: every });
  try {
    await terminal.show({
      stream,
      asking: askingText(fleet),
      filter: words.join(' '),
      ascii: config.ascii,
      color: config.color === 'auto',
      screenReader: flags.screenReader ?? shell.environment.INK_SCREEN_READER === 'true',
      readHistory: (job, days, signal) => readJobHistory(fleet, job, days, shell.clock.now(), signal),
    });
  } finally {
    stream.stop();
  }
}
