import type { Change } from '../../domain/changes.ts';
import type { SourceState } from '../../domain/snapshot.ts';
import type { EpochMs } from '../../domain/time.ts';

import { isoTime } from '../../text/iso-time.ts';
import { encodeJob, encodeSource } from './encode.ts';
import { jsonText } from './json-text.ts';

/** A line of `duptop watch` for a job: what became of it, the job as in --json, and as much of it as it was as has changed. */
export function changeLine(change: Change, now: EpochMs): string {
  const { type, job } = change;
  const common = { at: isoTime(now), type, id: job.id };
  if (change.type !== 'changed') return `${jsonText({ ...common, job: encodeJob(job, now) })}\n`;
  const { status, lastRun, runningSince } = encodeJob(change.before, now);
  return `${jsonText({ ...common, what: change.what, before: { status, lastRun, runningSince }, job: encodeJob(job, now) })}\n`;
}

/** A line of `duptop watch` for a source that stopped or started to answer. */
export function sourceLine(source: SourceState, now: EpochMs): string {
  return `${jsonText({ at: isoTime(now), type: source.ok ? 'source-ok' : 'source-failed', id: source.id, source: encodeSource(source) })}\n`;
}
