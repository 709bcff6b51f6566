import { LABELLED_PREFIX, type Metric, parseClassicName } from '../../../domain/metric.ts';
import type { Seconds } from '../../../domain/time.ts';
import { isLabelledName } from '../labelled-names.ts';
import { maxAgeIn } from './max-age.ts';
import { type Token, tokenize } from './tokens.ts';

/** What an alert rule's expression says about backup jobs. */
export interface RuleExpression {
  /** The jobs whose series it names, each once. */
  readonly metrics: readonly Metric[];
  /** The jobs that `absent(…)` says must exist, each once; of several in one pair of brackets the first. */
  readonly absentMetrics: readonly Metric[];
  /** The age of a last start (or completion, or success) from which it fires. */
  readonly maxAgeSeconds: Seconds | null;
  /** Whether it reads the labelled family. */
  readonly labelled: boolean;
}

const NOTHING: RuleExpression = { metrics: [], absentMetrics: [], maxAgeSeconds: null, labelled: false };
const ABSENCE: ReadonlySet<string> = new Set(['absent', 'absent_over_time']);

/** Loaded rules come again with every refresh, tens of thousands of them, and are the same for days. */
const MOST_REMEMBERED = 50_000;
const remembered = new Map<string, RuleExpression>();

/** Reads an expression, as written or as Prometheus prints it; what can't be read says nothing. */
export function parseRuleExpression(expression: string): RuleExpression {
  const before = remembered.get(expression);
  if (before !== undefined) return before;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const read = readExpression(expression);
  remembered.set(expression, read);
  return read;
}

function readExpression(expression: string): RuleExpression {
  const tokens = tokenize(expression);
  if (tokens === null) return NOTHING;
  const metrics = new Set<Metric>();
  for (const token of tokens) {
    const metric = metricOf(token);
    if (metric !== null) metrics.add(metric);
  }
  return {
    metrics: [...metrics],
    absentMetrics: absentMetricsIn(tokens),
    maxAgeSeconds: maxAgeIn(tokens),
    labelled: tokens.some(readsLabelled),
  };
}

function metricOf({ kind, text }: Token): Metric | null {
  return kind === 'name' ? (parseClassicName(text)?.metric ?? null) : null;
}

function readsLabelled({ kind, text }: Token): boolean {
  return kind === 'name' ? isLabelledName(text) : kind === 'string' && text.startsWith(LABELLED_PREFIX);
}

function absentMetricsIn(tokens: readonly Token[]): readonly Metric[] {
  const metrics = tokens.flatMap((token, index) => {
    if (!ABSENCE.has(token.text) || tokens[index + 1]?.text !== '(') return [];
    const end = tokens.findIndex((each, at) => at > index && each.text === ')');
    const inside = tokens.slice(index + 2, end < 0 ? undefined : end);
    return inside.flatMap((each) => metricOf(each) ?? []).slice(0, 1);
  });
  return [...new Set(metrics)];
}
