import type { Element } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { sharedLabels, signatureOf } from './signature.ts';

const FUNCTIONS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  avg: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  count: (values) => values.length,
  group: () => 1,
};

/** `max by (…) (…)` and its like. */
export function aggregate(
  { name, by, without }: Expression & { readonly kind: 'aggregate' },
  elements: readonly Element[],
): readonly Element[] {
  const of = FUNCTIONS[name] ?? (() => Number.NaN);
  const matching = { on: !without, labels: by };
  const groups = Map.groupBy(elements, ({ labels }) => signatureOf(labels, matching));
  return Array.from(groups.values(), (group) => ({
    labels: sharedLabels(group[0]?.labels ?? {}, matching),
    value: of(group.map(({ value }) => value)),
  }));
}
