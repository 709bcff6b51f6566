import { type ClassicField, parseClassicName } from '../../../domain/metric.ts';
import { exitCode, moment, seconds } from '../../../domain/sample-value.ts';
import type { EpochMs, Seconds } from '../../../domain/time.ts';
import type { PastRun } from '../../../domain/trend/past-run.ts';
import { identityOf } from '../instances/identity.ts';
import { LABELLED_LABELS } from '../instances/labelled-sample.ts';
import { labelledField } from '../labelled-names.ts';
import type { Labels, Series } from '../sample.ts';
import { jobKey, labelledJobKey } from './job-key.ts';

/** The runs of each job, by `jobKey` or `labelledJobKey`, oldest first, each start once. `stepSeconds`: how far apart the points are. */
export function runsInSeries(series: readonly Series[], stepSeconds: Seconds): ReadonlyMap<string, readonly PastRun[]> {
  const jobs = new Map<string, JobSeries>();
  for (const { labels, points } of series) {
    const place = placeOf(labels);
    if (place === null) continue;
    let job = jobs.get(place.key);
    if (job === undefined) {
      job = { start: [], completion: [], seconds: [], exitCode: [] };
      jobs.set(place.key, job);
    }
    job[place.field] = united(job[place.field], points);
  }
  const runs = new Map<string, readonly PastRun[]>();
  for (const [key, job] of jobs) {
    const found = runsOf(job, stepSeconds);
    if (found.length > 0) runs.set(key, found);
  }
  return runs;
}

type Points = Series['points'];
/** A run's moment is its start, or in the labelled family its end: the start there is that of a run that is still going on. */
type Field = ClassicField | 'completion';
type JobSeries = Record<Field, Points>;

function placeOf(labels: Labels): { readonly key: string; readonly field: Field } | null {
  const name = labels.__name__ ?? '';
  const classic = parseClassicName(name);
  if (classic !== null) return { key: jobKey(identityOf(labels).instance, classic.metric), field: classic.field };
  const field = LABELLED_FIELDS[labelledField(name) ?? 'info'];
  const { host, path } = labels;
  if (field === undefined || !host || !path) return null;
  return { key: labelledJobKey(identityOf(labels, LABELLED_LABELS).instance, host, path), field };
}

const LABELLED_FIELDS: Readonly<Partial<Record<NonNullable<ReturnType<typeof labelledField>>, Field>>> = {
  lastCompletionAt: 'completion',
  durationSeconds: 'seconds',
  exitCode: 'exitCode',
};

/** Copies (replicas) are one series here. */
function united(one: Points, other: Points): Points {
  if (one.length === 0) return other;
  const known = new Set(one.map(({ at }) => at));
  return [...one, ...other.filter(({ at }) => !known.has(at))].sort((left, right) => left.at - right.at);
}

/** A run is what the series say at one moment; at a run's last moment it is whole. */
function runsOf(
  { start, completion, seconds: durations, exitCode: codes }: JobSeries,
  stepSeconds: Seconds,
): readonly PastRun[] {
  const byStart = start.length > 0;
  const moments = byStart ? start : completion;
  const [durationAt, codeAt] = [reader(durations, seconds.read), reader(codes, exitCode.read)];
  const runs = new Map<EpochMs, PastRun>();
  for (const [index, { at, value }] of moments.entries()) {
    if (moments[index + 1]?.value === value) continue;
    const momentMs = moment.read(value);
    const durationSeconds = durationAt(at);
    const startedAt = byStart || momentMs === null ? momentMs : startOf(momentMs, durationSeconds);
    if (startedAt === null) continue;
    runs.set(startedAt, { startedAt, durationSeconds, exitCode: codeAt(at), sampledSeconds: stepSeconds });
  }
  return [...runs.values()].sort((one, other) => one.startedAt - other.startedAt);
}

function startOf(completedAt: EpochMs, durationSeconds: Seconds | null): EpochMs | null {
  return durationSeconds === null ? null : completedAt - Math.round(durationSeconds * 1000);
}

/** For moments that only grow. Between two equal points the value was the same. */
function reader(points: Points, read: (value: number) => number | null): (at: EpochMs) => number | null {
  let next = 0;
  return (at) => {
    while ((points[next]?.at ?? Number.POSITIVE_INFINITY) < at) next += 1;
    const [before, point] = [points[next - 1], points[next]];
    if (point === undefined || (point.at !== at && before?.value !== point.value)) return null;
    return read(point.value);
  };
}
