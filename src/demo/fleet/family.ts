import type { EpochMs } from '../../domain/time.ts';

/** Which collector of the exporter gives it; `null`: the exporter itself, whatever is asked for. */
export type Collector = 'textfile' | 'uname' | 'loadavg' | 'meminfo' | 'filesystem' | 'time' | null;

/** Series of one name, as an exporter serves them. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'untyped' | 'gauge' | 'counter';
  readonly collector: Collector;
  readonly series: readonly ServedSeries[];
}

export interface ServedSeries {
  /** Without those that a scrape adds. */
  readonly labels: Readonly<Record<string, string>>;
  /** `null`: it is not served then. */
  valueAt(at: EpochMs): number | null;
  /** When the value becomes another one within the range, oldest first; a counter's steps are left out. */
  changesIn(from: EpochMs, to: EpochMs): readonly EpochMs[];
}

const NEVER: readonly EpochMs[] = [];

/** A family of one series. */
export function single(
  family: Omit<Family, 'series'>,
  valueAt: ServedSeries['valueAt'],
  changesIn: ServedSeries['changesIn'] = () => NEVER,
): Family {
  return { ...family, series: [{ labels: {}, valueAt, changesIn }] };
}

/** A series whose value is always the same. */
export function constant(labels: ServedSeries['labels'], value: number): ServedSeries {
  return { labels, valueAt: () => value, changesIn: () => NEVER };
}
