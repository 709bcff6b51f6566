import type { Config } from '../config/config.ts';
import { liveDiagnosis } from '../doctor/live-diagnosis.ts';
import { readSurroundings } from '../doctor/read-surroundings.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { FeedSources } from '../live/feeds.ts';
import type { Hosts } from '../remote/host-shell.ts';
import { openAlertDesk } from './open-alert-desk.ts';
import type { Shell } from './shell.ts';

interface LiveDoctorParts {
  readonly config: Config;
  readonly fleet: Fleet;
  readonly hosts: Hosts;
  readonly shell: Shell;
  /** The fleet as it is shown now. */
  readonly snapshot: () => Snapshot | null;
}

/** The chain of one job, as it fills in. */
export function liveDoctor({ config, fleet, hosts, shell, snapshot }: LiveDoctorParts): Pick<FeedSources, 'doctor'> {
  return {
    doctor: async function* ({ job }, signal) {
      const shown = snapshot();
      if (shown === null) return;
      const read = async () =>
        readSurroundings(fleet.prometheus, await openAlertDesk(config, fleet, shell), shown.jobs, signal);
      yield* liveDiagnosis(job, { snapshot: shown, readSurroundings: read, hosts, clock: shell.clock, signal });
    },
  };
}
