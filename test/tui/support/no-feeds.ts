import type { FeedSources } from '../../../src/live/feeds.ts';
import { say } from '../../../src/text/safe-text.ts';
import type { TuiOptions } from '../../../src/tui/start-tui.ts';

/** For tables whose screens start no feed; one that does fails and says so. */
export const NO_FEEDS = {} as FeedSources;

/** For tables that reach no host. */
export const NO_HOSTS: Pick<TuiOptions, 'readOnly' | 'loginTo' | 'runInTerminal' | 'close'> = {
  readOnly: false,
  loginTo: () => ({ ok: false, reason: say`no host can be reached` }),
  runInTerminal: () => Promise.reject(new Error('no program is run')),
  close: async () => {},
};
