import type { Job } from '../../../domain/job.ts';
import { CLASSIC_SUFFIXES, type ClassicField, classicName } from '../../../domain/metric.ts';
import { type Items, itemsOf } from '../../cursor.ts';

/** A value of a job that can be copied, exactly as it is. */
export interface Copyable {
  /** Unique among those of a job. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** What copies a value by one key, in their order; values behind the last have none. */
export const COPY_SIGNS: readonly string[] = [...'123456789abcdef'];

/** What one may want to paste elsewhere, the most likely first. */
export function copyablesOf(job: Job): readonly Copyable[] {
  const { exporter } = job.seen;
  const series = Object.keys(CLASSIC_SUFFIXES) as ClassicField[];
  const found: readonly (readonly [label: string, value: string | null])[] = [
    ['id', job.id],
    ['host', job.host],
    ['path', job.path],
    ['instance', job.instance],
    ['database', job.dbPath],
    ['metric', job.metric],
    ...series.map((field) => ['series', classicName(job.metric, field)] as const),
    ['cause', job.cause && `${job.cause.code}: ${job.cause.message}`],
    ['next step', job.cause?.next ?? null],
    ['exporter', exporter?.source.startsWith(EXPORTER) ? exporter.source.slice(EXPORTER.length) : null],
    ...[...new Set(job.rules)].map((name) => ['rule', name] as const),
    ...job.declaredBy.map(({ where }) => ['declared by', where] as const),
  ];
  return found.flatMap(([label, value], at) => (value === null ? [] : [{ key: `${label} ${at}`, label, value }]));
}

export function itemsOfCopyables(copyables: readonly Copyable[]): Items {
  return itemsOf(copyables, ({ key }) => key);
}

const EXPORTER = 'exporter:';
