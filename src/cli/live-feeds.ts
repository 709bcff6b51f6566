import type { Config } from '../config/config.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { FleetStream } from '../fleet/fleet-stream.ts';
import type { FeedSources } from '../live/feeds.ts';
import type { Hosts } from '../remote/host-shell.ts';
import { liveAlerts } from './live-alerts.ts';
import { liveDoctor } from './live-doctor.ts';
import { liveRuns } from './live-runs.ts';
import { liveTail } from './live-tail.ts';
import type { Shell } from './shell.ts';

interface LiveParts {
  readonly config: Config;
  readonly fleet: Fleet;
  readonly stream: FleetStream;
  readonly hosts: Hosts;
  readonly shell: Shell;
  /** Of `liveRuns`. */
  readonly going: Set<string>;
}

/** What goes on outside while the live table looks at it. */
export function liveFeeds({ config, fleet, stream, hosts, shell, going }: LiveParts): FeedSources {
  const snapshot = () => stream.view().snapshot;
  return {
    ...liveAlerts(config, fleet, shell),
    ...liveRuns({ config, fleet, hosts, shell, snapshot, going }),
    ...liveDoctor({ config, fleet, hosts, shell, snapshot }),
    ...liveTail(hosts, shell),
  };
}
