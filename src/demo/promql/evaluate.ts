import type { EpochMs } from '../../domain/time.ts';
import { SCRAPE_SECONDS } from '../scrape/scraped-host.ts';
import type { Labels } from '../scrape/stored-series.ts';
import { aggregate } from './aggregate.ts';
import { binary } from './binary.ts';
import { curveAt, curvesOf, labelsOf } from './curve.ts';
import type { Expression } from './expression.ts';
import { OVER_TIME, seenIn } from './over-time.ts';
import type { SeriesIndex } from './series-index.ts';
import { QueryError } from './tokens.ts';

/** One element of an instant vector. */
export interface Element {
  readonly labels: Labels;
  readonly value: number;
}

export type Evaluated =
  | { readonly kind: 'vector'; readonly elements: readonly Element[] }
  | { readonly kind: 'scalar'; readonly value: number };

/** What a query gives at a moment. @throws QueryError for what the simulated Prometheus does not know */
export function evaluate(expression: Expression, index: SeriesIndex, at: EpochMs): Evaluated {
  switch (expression.kind) {
    case 'number':
      return { kind: 'scalar', value: expression.value };
    case 'offset':
      return evaluate(expression.of, index, at - expression.ms);
    case 'aggregate':
      return vector(aggregate(expression, elementsOf(evaluate(expression.of, index, at))));
    case 'binary':
      return binary(expression, evaluate(expression.left, index, at), evaluate(expression.right, index, at));
    case 'call':
      return call(expression, index, at);
    case 'selector':
      return vector(looked(expression, index, at));
    default:
      throw unknown(expression.kind === 'text' ? 'a string alone' : 'a range alone');
  }
}

function call(expression: Expression & { kind: 'call' }, index: SeriesIndex, at: EpochMs): Evaluated {
  const { name, of } = expression;
  if (name === 'time' && of.length === 0) return { kind: 'scalar', value: at / 1000 };
  const over = OVER_TIME[name];
  if (over === undefined) return vector(looked(expression, index, at));
  const [quantile, range] = name === 'quantile_over_time' ? of : [undefined, of[0]];
  if (range === undefined) throw new QueryError(0, `expected type range vector in call to function "${name}"`);
  const rank = quantile?.kind === 'number' ? quantile.value : 0;
  return vector(overRange(range, index, at, (seen) => over(seen, rank), name === 'last_over_time'));
}

function overRange(
  expression: Expression,
  index: SeriesIndex,
  at: EpochMs,
  value: (seen: ReturnType<typeof seenIn>) => number,
  keepsName: boolean,
): readonly Element[] {
  if (expression.kind === 'offset') return overRange(expression.of, index, at - expression.ms, value, keepsName);
  if (expression.kind !== 'range') throw new QueryError(0, 'expected type range vector, got instant vector');
  const curves = curvesOf(expression.of, index);
  if (curves === null) throw unknown('a range over more than series');
  const { rangeMs, stepMs } = expression;
  const looks = { from: at - rangeMs, to: at, stepMs: stepMs ?? SCRAPE_SECONDS * 1000 };
  const elements: Element[] = [];
  for (const curve of curves) {
    const seen = seenIn(curve, looks);
    if (seen.length === 0) continue;
    elements.push({ labels: labelsOf(curve, keepsName), value: value(seen) });
  }
  return elements;
}

function looked(expression: Expression, index: SeriesIndex, at: EpochMs): readonly Element[] {
  const curves = curvesOf(expression, index);
  if (curves === null) throw unknown(`the function ${expression.kind === 'call' ? expression.name : ''}`);
  const elements: Element[] = [];
  for (const curve of curves) {
    const value = curveAt(curve, at);
    if (value !== null) elements.push({ labels: labelsOf(curve, curve.time === null), value });
  }
  return elements;
}

function elementsOf(evaluated: Evaluated): readonly Element[] {
  if (evaluated.kind === 'vector') return evaluated.elements;
  throw new QueryError(0, 'expected type instant vector, got scalar');
}

function vector(elements: readonly Element[]): Evaluated {
  return { kind: 'vector', elements };
}

function unknown(what: string): QueryError {
  return new QueryError(0, `the simulated Prometheus does not know ${what}`);
}
