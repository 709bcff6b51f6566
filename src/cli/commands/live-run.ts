import { afterRounds } from '../../fleet/after-rounds.ts';
import { readJobHistory } from '../../fleet/job-history.ts';
import { pollFleet } from '../../fleet/poll.ts';
import { rememberNames } from '../completion/known-names.ts';
import { filterOf } from '../filter.ts';
import { howToFollow } from '../how-to-follow.ts';
import { intervalMs } from '../interval.ts';
import { liveFeeds } from '../live-feeds.ts';
import { loginBy } from '../live-login.ts';
import { askingText, openFleet } from '../open-fleet.ts';
import { configFor } from '../read-snapshot.ts';
import type { LiveTerminal, Shell } from '../shell.ts';
import { onlyAscii } from '../style.ts';
import type { ListFlags } from './list-run.ts';

/** By then the first snapshot is on the screen. */
const SHOWN_MS = 100;

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
  const hosts = await shell.openHosts(config.ssh);
  const going = new Set<string>();
  const stream = pollFleet(fleet, shell, { intervalMs: every });
  const forget = afterRounds(stream, shell.clock, SHOWN_MS, () => {
    forget();
    const { snapshot } = stream.view();
    if (snapshot !== null) void rememberNames(snapshot, shell);
  });
  const close = async (): Promise<void> => {
    forget();
    stream.stop();
    await hosts.close();
  };
  try {
    await terminal.show({
      stream,
      asking: askingText(fleet),
      filter: words.join(' '),
      ascii: onlyAscii(config.ascii, true),
      color: config.color === 'auto',
      screenReader: flags.screenReader ?? shell.environment.INK_SCREEN_READER === 'true',
      readHistory: (job, days, signal) => readJobHistory(fleet, job, days, shell.clock.now(), signal),
      feeds: liveFeeds({ config, fleet, stream, hosts, shell, going }),
      readOnly: config.readOnly,
      loginTo: loginBy(hosts),
      close,
    });
  } finally {
    await close();
  }
  if (going.size > 0 && hosts.runsGoOn) await shell.stderr.write(`duptop: ${howToFollow(going)}\n`);
}
