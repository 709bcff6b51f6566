import type { EpochMs } from '../../domain/time.ts';
import type { ServedAnswer } from '../../ports/http-server.ts';
import { curvesOf } from '../promql/curve.ts';
import { parseQuery } from '../promql/parse.ts';
import type { SeriesIndex } from '../promql/series-index.ts';
import { QueryError } from '../promql/tokens.ts';
import { json } from './answers.ts';
import { momentOf } from './query-answers.ts';

/** The values of a label of the series that `match[]` picks and that were there between `start` and `end`. @throws QueryError */
export function labelValues(label: string, fields: URLSearchParams, index: SeriesIndex, now: EpochMs): ServedAnswer {
  const from = momentOf(fields.get('start') ?? '') ?? 0;
  const to = momentOf(fields.get('end') ?? '') ?? now;
  const values = new Set<string>();
  for (const match of fields.getAll('match[]')) {
    const expression = parseQuery(match);
    const curves = expression.kind === 'selector' ? curvesOf(expression, index) : null;
    if (curves === null) throw new QueryError(0, 'expected a series selector');
    for (const { series } of curves) {
      const value = series.labels[label];
      if (value === undefined || values.has(value)) continue;
      if (series.sampleAt(to) !== null || series.piecesIn(from, to + 1).length > 0) values.add(value);
    }
  }
  return json({ status: 'success', data: [...values].sort() });
}
