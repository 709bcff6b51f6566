import { isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { say } from '../safe-text.ts';
import type { Place, YamlEntry, YamlNode, YamlProblem, YamlScalar } from './tree.ts';

/** Enough for any real file; keeps a list of aliases to a long list from becoming a very long list of lists. */
const MAX_ALIASES = 1000;

/** Turns composed nodes into our tree: names resolved, duplicate keys and unusable aliases refused, each with its place. */
export function buildTree(
  contents: unknown,
  place: (offset: number) => Place,
): { readonly root: YamlNode | null; readonly problems: readonly YamlProblem[] } {
  const problems: YamlProblem[] = [];
  const anchors = new Map<string, YamlNode>();
  let aliases = 0;

  const build = (source: unknown, fallback: Place): YamlNode => {
    const at = startOf(source, place) ?? fallback;
    if (isAlias(source)) return aliased(source.source, at);
    const node = isMap(source) ? map(source, at) : isSeq(source) ? list(source.items, at) : scalar(source, at);
    const anchor = isMap(source) || isSeq(source) || isScalar(source) ? source.anchor : undefined;
    if (anchor !== undefined) anchors.set(anchor, node);
    return node;
  };

  const aliased = (name: string, at: Place): YamlNode => {
    const node = anchors.get(name);
    aliases += 1;
    if (aliases === MAX_ALIASES + 1) problems.push({ ...at, message: say`more than ${MAX_ALIASES} aliases` });
    if (!node) problems.push({ ...at, message: say`no anchor &${name} stands before this alias` });
    return node && aliases <= MAX_ALIASES ? node : scalar(null, at);
  };

  const list = (items: readonly unknown[], at: Place): YamlNode => ({
    kind: 'list',
    at,
    items: items.map((item) => build(item, at)),
  });

  const map = (source: YAMLMap, at: Place): YamlNode => {
    const entries = new Map<string, YamlEntry>();
    const merged: YamlNode[] = [];
    for (const pair of source.items as readonly Pair[]) {
      const keyNode = build(pair.key, at);
      const value = build(pair.value, keyNode.at);
      const key = keyNode.kind === 'scalar' ? String(keyNode.value) : null;
      if (key === null) problems.push({ ...keyNode.at, message: say`a key that is a list or a mapping` });
      else if (key === '<<') merged.push(value);
      else if (entries.has(key)) problems.push({ ...keyNode.at, message: say`"${key}" is there twice` });
      else entries.set(key, { at: keyNode.at, value });
    }
    for (const value of merged) mergeInto(entries, value, problems);
    return { kind: 'map', at, entries };
  };

  const root = contents === null ? null : build(contents, place(0));
  return { root, problems };
}

/** `<<: *defaults`, or a list of such: keys that are there already win, then the earlier of the list. */
function mergeInto(entries: Map<string, YamlEntry>, value: YamlNode, problems: YamlProblem[]): void {
  for (const from of value.kind === 'list' ? value.items : [value])
    if (from.kind !== 'map') problems.push({ ...from.at, message: say`"<<" takes a mapping` });
    else for (const [key, entry] of from.entries) if (!entries.has(key)) entries.set(key, entry);
}

function scalar(source: unknown, at: Place): YamlScalar {
  if (!isScalar(source)) return { kind: 'scalar', at, value: null, tag: null };
  return { kind: 'scalar', at, value: plainValue(source), tag: source.tag ?? null };
}

/** Dates and binaries of YAML 1.1 stay the text that was written. */
function plainValue({ value, source }: Scalar): YamlScalar['value'] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : (source ?? String(value));
}

function startOf(source: unknown, place: (offset: number) => Place): Place | null {
  const range = isAlias(source) || isMap(source) || isSeq(source) || isScalar(source) ? source.range : undefined;
  return range ? place(range[0]) : null;
}
