import type { Config } from '../config/config.ts';
import { resolveConfig } from '../config/effective.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { collect } from '../fleet/collect.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { say } from '../text/safe-text.ts';
import { rememberNames } from './completion/known-names.ts';
import { EXIT } from './exit-code.ts';
import { Failure } from './failure.ts';
import type { GlobalFlags } from './global-flags.ts';
import { askingText, openFleet } from './open-fleet.ts';
import type { Shell } from './shell.ts';
import { failureLines, warningLines } from './source-warnings.ts';

export interface ReadFleet {
  readonly config: Config;
  readonly fleet: Fleet;
  readonly snapshot: Snapshot;
}

/** The effective configuration for these flags. @throws ConfigErrors */
export function configFor(flags: GlobalFlags, shell: Shell): Promise<Config> {
  return resolveConfig({ flags, environment: shell.environment, homeFolder: shell.homeFolder }, shell.files);
}

/**
 * Asks all sources once. Those that failed are told on standard error; where none answered there is nothing to show.
 * @throws Failure with exit code 3 when no source answered
 */
export async function readSnapshot(flags: GlobalFlags, shell: Shell): Promise<ReadFleet> {
  const config = await configFor(flags, shell);
  const fleet = await openFleet(config, shell);
  shell.progress.say(say`asking ${askingText(fleet)} …`);
  const { snapshot } = await collect(fleet, shell, {
    signal: shell.signal,
    onProgress: () =>
      shell.progress.say(say`asking the exporters, each for at most ${config.exporters.timeoutSeconds} s …`),
  }).finally(() => shell.progress.end());
  shell.signal.throwIfAborted();
  const asked = snapshot.sources.filter(({ kind }) => kind === 'prometheus' || kind === 'exporter');
  if (!asked.some(({ ok }) => ok)) throw nothingAnswered(snapshot, config);
  for (const line of [...failureLines(snapshot.sources), ...warningLines(snapshot.sources)]) {
    await shell.stderr.write(`duptop: ${line}\n`);
  }
  // For Tab; scripts have no use for it.
  if (shell.stdout.isTerminal) await rememberNames(snapshot, shell);
  return { config, fleet, snapshot };
}

function nothingAnswered({ sources }: Snapshot, { prometheus, exporters, origins }: Config): Failure {
  if (prometheus.length + exporters.urls.length === 0) {
    return new Failure(EXIT.nothingKnown, say`there is nobody to ask: no Prometheus and no exporter`, HOW_TO_NAME);
  }
  const hints = new Set(sources.flatMap(({ hint }) => (hint === null ? [] : [hint])));
  const byDefault = origins.get('prometheus[0].url')?.by === 'default';
  return new Failure(
    EXIT.nothingKnown,
    say`no source answered, so nothing can be said`,
    byDefault ? HOW_TO_NAME : say`"duptop config" shows who is asked, and who said so`,
    [...failureLines(sources), ...hints],
  );
}

const HOW_TO_NAME = say`name a Prometheus with -p URL or PROMETHEUS_URL, or node exporters with --exporter URL`;
