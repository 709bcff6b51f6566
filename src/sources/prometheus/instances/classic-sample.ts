import { type ClassicField, classicName, type Metric } from '../../../domain/metric.ts';
import { exitCode, moment, type Reader, seconds } from '../../../domain/sample-value.ts';
import type { Sample } from '../sample.ts';
import { draftOf } from './copies.ts';
import type { InstanceDraft } from './instance-draft.ts';

const READERS: Readonly<Record<ClassicField, Reader<number>>> = { start: moment, seconds, exitCode };
const PLACES = { start: 'startedAt', seconds: 'durationSeconds', exitCode: 'exitCode' } as const;

/** One of a classic wrapper's three numbers. The first of equal series wins. */
export function addClassic(
  draft: InstanceDraft,
  { metric, field }: { readonly metric: Metric; readonly field: ClassicField },
  copy: string,
  { value }: Sample,
): void {
  const run = draftOf(draft.runs, metric, copy, () => ({
    copy,
    startedAt: null,
    durationSeconds: null,
    exitCode: null,
  }));
  const read = READERS[field].read(value);
  if (read === null) draft.problems.add(classicName(metric, field), READERS[field].refusal, String(value));
  run[PLACES[field]] ??= read;
}
