import type { EpochMs } from '../../domain/time.ts';
import type { ServedAnswer } from '../../ports/http-server.ts';
import { type Curve, curveAt, curvesOf, labelsOf } from '../promql/curve.ts';
import { type Element, type Evaluated, evaluate } from '../promql/evaluate.ts';
import type { Expression } from '../promql/expression.ts';
import { parseQuery } from '../promql/parse.ts';
import type { SeriesIndex } from '../promql/series-index.ts';
import type { Labels } from '../scrape/stored-series.ts';
import { json, jsonText } from './answers.ts';

const MOST_POINTS = 11_000;

/** @throws QueryError */
export function instantAnswer(fields: URLSearchParams, index: SeriesIndex, now: EpochMs): ServedAnswer {
  const time = fields.get('time');
  const at = time === null ? now : momentOf(time);
  if (at === null)
    return refused(`invalid parameter "time": cannot parse ${JSON.stringify(time)} to a valid timestamp`);
  const found = evaluate(parseQuery(fields.get('query') ?? ''), index, at);
  const stamp = at / 1000;
  if (found.kind === 'scalar') return success('scalar', `[${stamp},"${numberText(found.value)}"]`);
  let result = '';
  for (const { labels, value } of found.elements) {
    result += `${result === '' ? '' : ','}{"metric":${labelText(labels)},"value":[${stamp},"${numberText(value)}"]}`;
  }
  return success('vector', `[${result}]`);
}

/** @throws QueryError */
export function rangeAnswer(fields: URLSearchParams, index: SeriesIndex): ServedAnswer {
  const moments: Record<'start' | 'end', EpochMs> = { start: 0, end: 0 };
  for (const name of ['start', 'end'] as const) {
    const given = fields.get(name) ?? '';
    const at = momentOf(given);
    if (at === null)
      return refused(`invalid parameter "${name}": cannot parse ${JSON.stringify(given)} to a valid timestamp`);
    moments[name] = at;
  }
  const stepMs = Number(fields.get('step')) * 1000;
  if (!(stepMs > 0)) {
    return refused(
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  const { start, end } = moments;
  if (end < start) return refused('invalid parameter "end": end timestamp must not be before start time');
  if ((end - start) / stepMs > MOST_POINTS) {
    return refused(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  return success('matrix', matrixText(parseQuery(fields.get('query') ?? ''), index, { start, end, stepMs }));
}

interface Range {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly stepMs: number;
}

function matrixText(expression: Expression, index: SeriesIndex, range: Range): string {
  const looks: Look[] = [];
  for (let at = range.start; at <= range.end; at += range.stepMs) looks.push({ at, head: `[${at / 1000},"` });
  const curves = curvesOf(expression, index);
  const series =
    curves === null ? lookedSeries(expression, index, looks) : curves.map((curve) => curveSeries(curve, looks));
  const texts = series
    .filter(({ points }) => points !== '')
    .map(({ labels, points }) => `{"metric":${labels},"values":[${points}]}`);
  return `[${texts.join(',')}]`;
}

/** One step of a range, and how its points begin. */
interface Look {
  readonly at: EpochMs;
  readonly head: string;
}

interface SeriesText {
  readonly labels: string;
  readonly points: string;
}

function curveSeries(curve: Curve, looks: readonly Look[]): SeriesText {
  let points = '';
  for (const { at, head } of looks) {
    const value = curveAt(curve, at);
    if (value !== null) points += `${points === '' ? '' : ','}${head}${numberText(value)}"]`;
  }
  return { labels: labelText(labelsOf(curve, curve.time === null)), points };
}

function lookedSeries(expression: Expression, index: SeriesIndex, looks: readonly Look[]): readonly SeriesText[] {
  const series = new Map<string, string>();
  for (const { at, head } of looks) {
    for (const { labels, value } of listOf(evaluate(expression, index, at))) {
      const key = labelText(labels);
      const before = series.get(key);
      const point = `${head}${numberText(value)}"]`;
      series.set(key, before === undefined ? point : `${before},${point}`);
    }
  }
  return Array.from(series, ([labels, points]) => ({ labels, points }));
}

function listOf(found: Evaluated): readonly Element[] {
  return found.kind === 'vector' ? found.elements : [{ labels: {}, value: found.value }];
}

/** Seconds since the epoch, or RFC 3339. */
export function momentOf(given: string): EpochMs | null {
  const seconds = given === '' ? Number.NaN : Number(given);
  const at = Number.isNaN(seconds) ? Date.parse(given) : seconds * 1000;
  return Number.isFinite(at) ? at : null;
}

/** Labels of plain series come again with every query. */
const labelTexts = new WeakMap<Labels, string>();

function labelText(labels: Labels): string {
  let known = labelTexts.get(labels);
  if (known === undefined) {
    known = JSON.stringify(labels);
    labelTexts.set(labels, known);
  }
  return known;
}

function numberText(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}

function success(type: string, result: string): ServedAnswer {
  return jsonText(`{"status":"success","data":{"resultType":"${type}","result":${result}}}`);
}

function refused(error: string): ServedAnswer {
  return json({ status: 'error', errorType: 'bad_data', error }, 400);
}
