import type { CST } from 'yaml';

/** Offset of the first collection found that lies more than `levels` deep; `null` where none does. Walks without recursion. */
export function offsetBelow(tokens: readonly CST.Token[], levels: number): number | null {
  const todo: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { token, depth } = next;
    if (depth > levels) return token.offset;
    if (token.type === 'document' && token.value) todo.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) todo.push({ token: key, depth: depth + 1 });
      if (value) todo.push({ token: value, depth: depth + 1 });
    }
  }
  return null;
}
