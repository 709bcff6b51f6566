import type { Config } from '../config/config.ts';
import { identityOf, PLAIN_IDENTITY } from '../config/identity.ts';
import { type AlertDesk, createAlertDesk } from '../fleet/alerts/alert-desk.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { createAlertmanager } from '../sources/alertmanager/client.ts';
import { identityLoader } from './load-identity.ts';
import type { Shell } from './shell.ts';

/** Of an Alertmanager's answer; 10,000 alerts make about 10 MB. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * The alerts of the fleet, ready to be asked for. Credentials go to configured Alertmanagers alone: what a Prometheus names is asked without any.
 * @throws ConfigErrors for an HTTP client configuration file that can't be used
 */
export async function openAlertDesk(
  config: Config,
  { prometheus }: Fleet,
  shell: Pick<Shell, 'http' | 'files' | 'clock' | 'audit'>,
): Promise<AlertDesk> {
  const { http, clock, audit } = shell;
  const limits = { deadlineMs: config.timeoutSeconds * 1000, maxBodyBytes: MAX_ANSWER_BYTES };
  const load = identityLoader(shell);
  const configured = await Promise.all(
    config.alertmanagers.map(async (entry) => {
      const { name, url } = entry;
      return createAlertmanager({ name, url, identity: await identityOf(entry, load), ...limits }, http);
    }),
  );
  const discovered = (name: string, url: string) =>
    createAlertmanager({ name, url, identity: PLAIN_IDENTITY, ...limits }, http);
  return createAlertDesk({ prometheus, access: { configured, discovered }, clock, audit });
}
