import type { Config } from '../config/config.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { FeedSources } from '../live/feeds.ts';
import { openAlertDesk } from './open-alert-desk.ts';
import { ruleProblems } from './rule-problems.ts';
import type { Shell } from './shell.ts';

/** Reads alerts once; changes silences one after the other. */
export function liveAlerts(
  config: Config,
  fleet: Fleet,
  shell: Shell,
): Pick<FeedSources, 'alerts' | 'change-silences'> {
  // Opened when somebody looks at alerts: credentials that can't be read are told there.
  let opening: ReturnType<typeof openAlertDesk> | null = null;
  const desk = () => {
    opening ??= openAlertDesk(config, fleet, shell);
    return opening;
  };
  return {
    alerts: async function* ({ jobs }, signal) {
      const alerts = await (await desk()).read(jobs, signal);
      yield {
        ...alerts,
        problems: ruleProblems(alerts, jobs),
        user: await shell.userName(),
        readOnly: config.readOnly,
      };
    },
    'change-silences': async function* ({ changes }, signal) {
      if (config.readOnly) throw new Error('duptop is read-only: nothing is changed');
      for (const change of changes) yield await (await desk()).change(change, signal);
    },
  };
}
