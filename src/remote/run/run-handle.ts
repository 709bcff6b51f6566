import type { FoundRun, OwnRun } from '../../domain/host-run/found-run.ts';
import type { EpochMs } from '../../domain/time.ts';

/** A part of a file that has been read up to here. */
export interface FilePosition {
  readonly file: string;
  readonly offset: number;
}

/** A run on a host: all that is needed to ask how it is, now or after a lost connection. */
export interface RunHandle {
  readonly path: string;
  /** Where duptop keeps it; `null`: somebody else started it. */
  readonly folder: string | null;
  readonly pid: number;
  readonly ticks: string;
  /** By the host's clock. */
  readonly startedAt: EpochMs | null;
  readonly output: FilePosition | null;
  readonly log: FilePosition | null;
  readonly metrics: string;
  readonly database: string;
}

/** Clocks tell whole seconds, and a process is there a moment before its wrapper looks at the clock. */
const SAME_START_MS = 5000;

/** The earliest start that metrics of this run can have; `null` where nobody knows. What duptop started was told by the same clock. */
export function earliestStart({ startedAt, folder }: RunHandle): EpochMs | null {
  return startedAt === null || folder !== null ? startedAt : startedAt - SAME_START_MS;
}

/** The run that is going on, or that duptop started last; `null` where there is none that can be followed. */
export function handleOf({ path, goingOn, lastOwn, log, metrics, database }: FoundRun): RunHandle | null {
  const files = { path, metrics, database, log: log && { file: log.file, offset: log.size } };
  if (goingOn === null || goingOn.by === 'duptop') return lastOwn && { ...files, ...ownHandle(lastOwn) };
  const { pid, ticks, since } = goingOn;
  if (pid === null || ticks === null) return null;
  return { ...files, folder: null, output: null, pid, ticks, startedAt: since };
}

function ownHandle({ folder, pid, ticks, startedAt }: OwnRun) {
  return { folder, pid, ticks, startedAt, output: { file: `${folder}/output`, offset: 0 } };
}
