import type { SafeText } from '../safe-text.ts';

/** Line and column, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A value that knows its place. */
export type YamlNode = YamlScalar | YamlList | YamlMap;
export interface YamlScalar {
  readonly kind: 'scalar';
  readonly at: Place;
  readonly value: string | number | boolean | null;
  /** An explicit tag, such as `!vault`. */
  readonly tag: string | null;
}
interface YamlList {
  readonly kind: 'list';
  readonly at: Place;
  readonly items: readonly YamlNode[];
}
export interface YamlMap {
  readonly kind: 'map';
  readonly at: Place;
  readonly entries: ReadonlyMap<string, YamlEntry>;
}
export interface YamlEntry {
  /** Of the key. */
  readonly at: Place;
  readonly value: YamlNode;
}

/** What is wrong with a text as YAML. The message never quotes a value: it may be a secret. */
export interface YamlProblem extends Place {
  readonly message: SafeText;
}

/** The tree as plain data. Nodes that aliases share stay shared. */
export function plainData(node: YamlNode, done: Map<YamlNode, unknown> = new Map()): unknown {
  if (node.kind === 'scalar') return node.value;
  if (done.has(node)) return done.get(node);
  const data =
    node.kind === 'list'
      ? node.items.map((item) => plainData(item, done))
      : Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plainData(value, done)]));
  done.set(node, data);
  return data;
}
