import type { EpochMs } from '../../domain/time.ts';
import type { Labels, StoredSeries } from '../scrape/stored-series.ts';
import type { Expression } from './expression.ts';
import type { SeriesIndex } from './series-index.ts';
import { QueryError } from './tokens.ts';

/** A series as an expression has it, at any moment: for the functions that look at a range of time. */
export interface Curve {
  readonly series: StoredSeries;
  /** A label that was put in place of what the series has. */
  readonly added: readonly [name: string, text: string] | null;
  /** Whether its value is not that of the series but a moment in seconds: that of the scrape, or of the look. */
  readonly time: 'scrape' | 'look' | null;
}

/** `null` for an expression that is more than series, with another label or as their moments. @throws QueryError */
export function curvesOf(expression: Expression, index: SeriesIndex): readonly Curve[] | null {
  if (expression.kind === 'selector') {
    return index.select(expression.matchers).map((series) => ({ series, added: null, time: null }));
  }
  if (expression.kind !== 'call') return null;
  const [of, ...rest] = expression.of;
  if (of === undefined) return null;
  if (expression.name === 'timestamp') {
    const time = of.kind === 'selector' ? 'scrape' : 'look';
    return curvesOf(of, index)?.map(({ series, added }) => ({ series, added, time })) ?? null;
  }
  return expression.name === 'label_replace' && of.kind === 'selector' ? relabelled(curvesOf(of, index), rest) : null;
}

function relabelled(curves: readonly Curve[] | null, rest: readonly Expression[]): readonly Curve[] | null {
  const [target, replacement, source, pattern] = rest.map((each) => (each.kind === 'text' ? each.text : null));
  if (target == null || replacement == null || source == null || pattern == null) {
    throw new QueryError(0, 'label_replace wants four strings');
  }
  const regexp = new RegExp(`^(?:${pattern})$`, 's');
  return (
    curves?.map((curve) => {
      const match = regexp.exec(curve.series.labels[source] ?? '');
      if (match === null) return curve;
      const text = replacement.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
      return { ...curve, added: [target, text] };
    }) ?? null
  );
}

/** `null` where there is nothing at that moment. */
export function curveAt({ series, time }: Curve, at: EpochMs): number | null {
  const sample = series.sampleAt(at);
  if (sample === null) return null;
  if (time === null) return sample.value;
  return (time === 'scrape' ? sample.scrapedAt : at) / 1000;
}

/** Functions take the name away. */
export function labelsOf({ series, added }: Curve, keepsName: boolean): Labels {
  if (keepsName && added === null) return series.labels;
  const labels: Record<string, string> = {};
  for (const name in series.labels) {
    if (keepsName || name !== '__name__') labels[name] = series.labels[name] ?? '';
  }
  if (added !== null) labels[added[0]] = added[1];
  return labels;
}
