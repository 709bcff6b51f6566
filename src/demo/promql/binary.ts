import type { Element, Evaluated } from './evaluate.ts';
import type { Expression, Matching } from './expression.ts';
import { sharedLabels, signatureOf } from './signature.ts';
import { QueryError } from './tokens.ts';

const ALL: Matching = { on: false, labels: [] };
const COMPARE: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};
const COMPUTE: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** Both sides put together. @throws QueryError */
export function binary(
  { op, matching }: Expression & { readonly kind: 'binary' },
  left: Evaluated,
  right: Evaluated,
): Evaluated {
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    const compute = COMPUTE[op];
    if (compute === undefined) throw new QueryError(0, 'comparisons between scalars must use BOOL modifier');
    return { kind: 'scalar', value: compute(left.value, right.value) };
  }
  if (left.kind === 'vector' && right.kind === 'vector') {
    return { kind: 'vector', elements: vectors(op, left.elements, right.elements, matching ?? ALL) };
  }
  const elements = left.kind === 'vector' ? left.elements : right.kind === 'vector' ? right.elements : [];
  return {
    kind: 'vector',
    elements: elements.flatMap((element) => {
      const [one, other] = [left, right].map((side) => (side.kind === 'scalar' ? side.value : element.value));
      return combined(op, element, one ?? Number.NaN, other ?? Number.NaN, sharedLabels(element.labels, ALL));
    }),
  };
}

function vectors(
  op: string,
  left: readonly Element[],
  right: readonly Element[],
  matching: Matching,
): readonly Element[] {
  const key = ({ labels }: Element) => signatureOf(labels, matching);
  if (op === 'or') {
    if (right.length === 0) return left;
    const known = new Set(left.map(key));
    return [...left, ...right.filter((element) => !known.has(key(element)))];
  }
  const others = new Map(right.map((element) => [key(element), element]));
  if (op === 'and') return left.filter((element) => others.has(key(element)));
  if (op === 'unless') return left.filter((element) => !others.has(key(element)));
  return left.flatMap((element) => {
    const other = others.get(key(element));
    return other === undefined
      ? []
      : combined(op, element, element.value, other.value, sharedLabels(element.labels, matching));
  });
}

/** A comparison keeps the element, a computation makes one without a name. */
function combined(
  op: string,
  element: Element,
  left: number,
  right: number,
  labels: Element['labels'],
): readonly Element[] {
  const compare = COMPARE[op];
  if (compare !== undefined) return compare(left, right) ? [element] : [];
  const compute = COMPUTE[op];
  return compute === undefined ? [] : [{ labels, value: compute(left, right) }];
}
