import type { Config } from '../config/config.ts';
import type { FleetAlerts } from '../domain/alerts.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { AlertDesk } from '../fleet/alerts/alert-desk.ts';
import { collect } from '../fleet/collect.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { say } from '../text/safe-text.ts';
import { EXIT } from './exit-code.ts';
import { Failure } from './failure.ts';
import type { GlobalFlags } from './global-flags.ts';
import { openAlertDesk } from './open-alert-desk.ts';
import { askingText, openFleet } from './open-fleet.ts';
import { configFor } from './read-snapshot.ts';
import type { Shell } from './shell.ts';
import { failureLines, warningLines } from './source-warnings.ts';

export interface ReadAlerts {
  readonly config: Config;
  readonly desk: AlertDesk;
  readonly alerts: FleetAlerts;
  readonly snapshot: Snapshot;
}

/**
 * Asks for the jobs, for alerts and for silences. Exporters are left alone: they know nothing of alerts. Sources that failed are told on
 * standard error.
 * @throws Failure with exit code 3 when neither a Prometheus nor an Alertmanager answered
 */
export async function readFleetAlerts(
  flags: GlobalFlags,
  shell: Shell,
  allows: (config: Config) => void = () => {},
): Promise<ReadAlerts> {
  const config = await configFor(flags, shell);
  allows(config);
  const fleet = withoutExporters(await openFleet(config, shell));
  const desk = await openAlertDesk(config, fleet, shell);
  shell.progress.say(say`asking ${askingText(fleet)} and the Alertmanagers …`);
  const { snapshot, alerts } = await collect(fleet, shell, { signal: shell.signal })
    .then(async ({ snapshot }) => ({ snapshot, alerts: await desk.read(snapshot.jobs, shell.signal) }))
    .finally(() => shell.progress.end());
  shell.signal.throwIfAborted();
  const declared = snapshot.sources.filter(({ kind }) => kind === 'config' || kind === 'ansible');
  const told = [...alerts.sources, ...declared];
  if (!alerts.sources.some(({ ok }) => ok)) throw nothingAnswered(told);
  for (const line of [...failureLines(told), ...hintLines(told), ...warningLines(told)]) {
    await shell.stderr.write(`duptop: ${line}\n`);
  }
  return { config, desk, alerts, snapshot };
}

function withoutExporters(fleet: Fleet): Fleet {
  return { ...fleet, history: false, exporters: { ...fleet.exporters, urls: [], direct: false } };
}

function nothingAnswered(sources: FleetAlerts['sources']): Failure {
  return new Failure(
    EXIT.nothingKnown,
    say`neither a Prometheus nor an Alertmanager answered, so nothing can be said`,
    say`"duptop config" shows who is asked, and who said so`,
    [...failureLines(sources), ...hintLines(sources)],
  );
}

function hintLines(sources: FleetAlerts['sources']) {
  return [
    ...new Set(sources.flatMap(({ kind, hint }) => (kind === 'alertmanager' && hint !== null ? [say`  ${hint}`] : []))),
  ];
}
