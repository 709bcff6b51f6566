import type { RunEvent } from '../domain/host-run/run-event.ts';
import type { Run } from '../domain/run.ts';
import type { Seconds } from '../domain/time.ts';
import { pause } from '../ports/pause.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import { SourceError } from '../sources/source-error.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';
import type { Fleet, FleetPorts } from './fleet.ts';
import { type AwaitedRun, runInExporter, runInPrometheus } from './run-metrics.ts';

export interface AwaitedAt extends AwaitedRun {
  /** `null`: nobody knows an exporter of the host. */
  readonly exporterUrl: string | null;
  /** Of its target in Prometheus. */
  readonly scrapeIntervalSeconds: Seconds | null;
  /** The Prometheus that shows the job; `null`: none does. */
  readonly prometheus: Prometheus | null;
}

/** The wrapper writes them before it ends, and the exporter reads them each time that it is asked. */
const EXPORTER_MS = 3000;
const USUAL_INTERVAL_SECONDS = 60;
/** A scrape shows as done shortly before its samples can be read. */
const SLACK_MS = 10_000;
const POLL_MS = 1000;
const LONGEST_POLL_MS = 5000;

/**
 * Waits until the metrics of a run that has ended are where people look for them: at the exporter at once, in Prometheus within two scrapes,
 * unless the exporter has answered that it has none.
 */
export async function* awaitMetrics(
  fleet: Fleet,
  awaited: AwaitedAt,
  ports: FleetPorts,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, void> {
  const { exporterUrl, prometheus, scrapeIntervalSeconds } = awaited;
  if (exporterUrl !== null && fleet.exporters.direct) {
    const ask = () => runInExporter(fleet, exporterUrl, awaited, ports, signal);
    const waited = await untilShown(ask, EXPORTER_MS, ports, signal);
    yield* shown('exporter', waited);
    if (waited === null || waited.kind === 'another') return;
  }
  if (prometheus !== null) {
    const withinMs = 2000 * (scrapeIntervalSeconds ?? USUAL_INTERVAL_SECONDS) + SLACK_MS;
    const ask = () => runInPrometheus(prometheus, awaited, signal);
    yield* shown('prometheus', await untilShown(ask, withinMs, ports, signal));
  }
}

type Waited =
  | { readonly kind: 'shown'; readonly run: Run }
  /** It shows another run, or cannot be asked. */
  | { readonly kind: 'another' | 'unasked'; readonly message: SafeText }
  | null;

/** `null` where it was aborted. */
async function untilShown(
  ask: () => Promise<Run | null>,
  withinMs: number,
  { clock }: FleetPorts,
  signal: AbortSignal,
): Promise<Waited> {
  const end = clock.now() + withinMs;
  let problem: SafeText | null = null;
  for (let wait = POLL_MS; ; wait = Math.min(wait * 2, LONGEST_POLL_MS)) {
    try {
      const run = await ask();
      if (run !== null) return { kind: 'shown', run };
      problem = null;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      problem = visible(error.message);
    }
    if (signal.aborted) return null;
    if (clock.now() >= end) {
      return problem === null
        ? {
            kind: 'another',
            message: say`after ${Math.round(withinMs / 1000)} s it still shows the run before, or none`,
          }
        : { kind: 'unasked', message: problem };
    }
    await pause(clock, wait, signal);
  }
}

function* shown(source: 'exporter' | 'prometheus', waited: Waited): Generator<RunEvent> {
  if (waited === null) return;
  if (waited.kind === 'shown') yield { type: `${source}-shows`, run: waited.run };
  else yield { type: 'metrics-missing', source, message: waited.message };
}
