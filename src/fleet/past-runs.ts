import type { EpochMs } from '../domain/time.ts';
import { mergeRuns, type PastRun } from '../domain/trend/past-run.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import { type Look, type PastRuns, readPastRuns } from '../sources/prometheus/history/past-runs.ts';
import type { PrometheusReading } from '../sources/prometheus/read.ts';
import { SourceError } from '../sources/source-error.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import type { Gathering } from './gathering.ts';
import { type HistoryPorts, inTime, LATE } from './in-time.ts';
import { closerLooks, firstLooks, halves, nextLooks, REMEMBERED_MS } from './looks.ts';

/** History is dear to ask for and changes slowly. */
const ASK_AGAIN_MS = 10 * 60_000;

/** The earlier runs that a Prometheus has told so far, and what is still to be asked. */
export interface RunMemory {
  /** By `jobKey` or `labelledJobKey`, each list oldest first. */
  readonly runs: ReadonlyMap<string, readonly PastRun[]>;
  readonly pending: readonly Look[];
  /** Whether closer looks at some jobs are among what was asked or is pending. */
  readonly closer: boolean;
  /** What is newer is not in `pending` and will be asked for later. */
  readonly until: EpochMs;
  readonly askAt: EpochMs;
  readonly warnings: readonly SafeText[];
}

/**
 * Adds the runs of the last days, or what has come since. Each look is told by `onMore` as soon as it is there; what does not come in time is
 * asked for in a later round, in smaller parts.
 */
export async function pastRunsFor(
  client: Prometheus,
  reading: PrometheusReading,
  gathering: Gathering,
  ports: HistoryPorts,
  onMore: () => void,
): Promise<void> {
  const now = ports.clock.now();
  const series = countSeries(reading);
  const known = gathering.historyOf(client.source).past;
  if (series === 0 || (known !== null && now < known.askAt)) return;
  const keep = (memory: RunMemory): RunMemory => {
    gathering.addHistory(client.source, { past: memory });
    return memory;
  };
  let memory = keep(known === null ? beginning(now, series) : { ...withNext(known, now), warnings: [] });
  let asked = 0;
  const finished = await inTime(client, ports, async (bounded) => {
    for (let look = memory.pending[0]; look !== undefined; look = memory.pending[0]) {
      const found = await tryLook(bounded, look);
      if (found instanceof SourceError) {
        keep({ ...tooMuch(memory, now), warnings: [say`runs of the last days: ${found.message}`] });
        return true;
      }
      memory = keep(withFound(memory, found, now, series));
      asked += 1;
      onMore();
    }
    keep({ ...memory, askAt: now + ASK_AGAIN_MS });
    return true;
  });
  if (finished !== null || ports.signal?.aborted) return;
  const late = { warnings: [say`${asked === 0 ? '' : 'some of the '}runs of the last days: ${LATE}`] };
  keep(asked === 0 ? { ...tooMuch(memory, now), ...late } : { ...memory, ...late });
}

async function tryLook(client: Prometheus, look: Look): Promise<PastRuns | SourceError> {
  try {
    return await readPastRuns(client, look);
  } catch (error) {
    if (error instanceof SourceError && error.kind !== 'aborted') return error;
    throw error;
  }
}

function beginning(now: EpochMs, series: number): RunMemory {
  const pending = firstLooks(now, series);
  return { runs: new Map(), pending, closer: false, until: pending[0]?.end ?? now, askAt: now, warnings: [] };
}

function withNext(memory: RunMemory, now: EpochMs): RunMemory {
  if (memory.pending.length > 0) return memory;
  const pending = nextLooks(memory.until, now);
  return { ...memory, pending, until: pending[0]?.end ?? memory.until };
}

function withFound(memory: RunMemory, found: PastRuns, now: EpochMs, series: number): RunMemory {
  const runs = new Map(memory.runs);
  for (const [key, own] of found.runs) runs.set(key, mergeRuns(runs.get(key) ?? [], own, now - REMEMBERED_MS));
  const pending = memory.pending.slice(1);
  const warnings = [...memory.warnings, ...found.warnings];
  if (pending.length > 0 || memory.closer) return { ...memory, runs, pending, warnings };
  return { ...memory, runs, pending: closerLooks(runs, now, series), closer: true, warnings };
}

/** The first look is asked for in halves next time, which is not soon: this server has enough to do. */
function tooMuch(memory: RunMemory, now: EpochMs): RunMemory {
  const [look, ...rest] = memory.pending;
  return { ...memory, pending: look === undefined ? rest : [...halves(look), ...rest], askAt: now + ASK_AGAIN_MS };
}

function countSeries({ instances }: PrometheusReading): number {
  return 3 * instances.reduce((sum, { runs, labelled }) => sum + runs.size + labelled.length, 0);
}
