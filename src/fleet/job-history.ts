import type { Job } from '../domain/job.ts';
import type { Run } from '../domain/run.ts';
import type { EpochMs } from '../domain/time.ts';
import { readRunHistory } from '../sources/prometheus/history/run-history.ts';
import { withSignal } from '../sources/prometheus/with-signal.ts';
import type { Fleet } from './fleet.ts';

const DAY_MS = 86_400_000;
/** Prometheus' lookback: no run that stayed in the metrics for that long falls between two points. */
const STEP_SECONDS = 300;

/**
 * Earlier runs of a job from a Prometheus that has shown it, oldest first; `null` where none has, or history is not to be asked for.
 * @throws SourceError where it can't be had
 */
export async function readJobHistory(
  fleet: Fleet,
  job: Job,
  days: number,
  now: EpochMs,
  signal: AbortSignal,
): Promise<readonly Run[] | null> {
  const client = fleet.prometheus.find(({ source }) => source === job.seen.prometheus?.source);
  if (!client || !fleet.history || job.instance === null) return null;
  const { runs } = await readRunHistory(withSignal(client, signal), {
    instance: job.instance,
    metric: job.metric,
    path: job.pathExact ? job.path : null,
    shared: [job.cause, ...job.otherCauses].some((cause) => cause?.code === 'name-collision'),
    start: now - days * DAY_MS,
    end: now,
    stepSeconds: STEP_SECONDS,
  });
  return runs;
}
