import type * as z from 'zod';
import { nearest } from '../text/nearest.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';
import type { Place, YamlNode, YamlProblem } from '../text/yaml/tree.ts';
import { quoted } from './quoted.ts';
import { KEYS_AT } from './schema.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};
const INDEX = /\[\d+\]/g;

/** Turns what the schema found into problems with their place in the file, in the file's order. Never quotes what may be a secret. */
export function schemaProblems(issues: readonly Issue[], root: YamlNode): readonly YamlProblem[] {
  const problems = issues.flatMap((issue) => problemsOf(issue, [], root));
  return problems.sort((left, right) => left.line - right.line || left.column - right.column);
}

/** `prometheus[0].url`. */
function pathText(path: Path): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

/** The node at a path, or the last one on the way where it is not there. */
export function nodeAt(
  root: YamlNode,
  path: Path,
): { readonly node: YamlNode; readonly at: Place; readonly found: boolean } {
  let [node, at] = [root, root.at];
  for (const part of path) {
    const entry = node.kind === 'map' ? node.entries.get(String(part)) : undefined;
    const next = entry?.value ?? (node.kind === 'list' ? node.items[Number(part)] : undefined);
    if (!next) return { node, at, found: false };
    [node, at] = [next, next.at];
  }
  return { node, at, found: true };
}

function problemsOf(issue: Issue, base: Path, root: YamlNode): readonly YamlProblem[] {
  const path = [...base, ...issue.path];
  const { node, at, found } = nodeAt(root, path);
  const about = (message: string): YamlProblem => ({
    ...at,
    message: path.length > 0 ? say`${pathText(path)}: ${message}` : visible(message),
  });
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, node));
  if (issue.code === 'invalid_union' && isDefault(issue)) return unionProblems(issue.errors, path, root, about, node);
  if (issue.code === 'invalid_value') return [about(unknownValue(node, issue.values.map(String)))];
  if (!found) return [{ ...at, message: missing(path) }];
  if (issue.code === 'invalid_type' && isDefault(issue)) return [about(wrongType([issue.expected], node))];
  return [about(issue.message)];
}

/** Whether the message is zod's own, not the schema's. */
function isDefault(issue: Issue): boolean {
  return issue.message.startsWith('Invalid input');
}

/** Of the shapes that a value may have, the one that was meant is that whose type is right. */
function unionProblems(
  branches: readonly (readonly Issue[])[],
  path: Path,
  root: YamlNode,
  about: (message: string) => YamlProblem,
  node: YamlNode,
): readonly YamlProblem[] {
  const meant = branches.find(
    (branch) => !branch.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0),
  );
  if (meant) return meant.flatMap((issue) => problemsOf(issue, path, root));
  const expected = branches.flat().flatMap((issue) => (issue.code === 'invalid_type' ? [issue.expected] : []));
  return [about(wrongType(expected, node))];
}

function unknownKey(key: string, path: Path, node: YamlNode): YamlProblem {
  const at = (node.kind === 'map' ? node.entries.get(key)?.at : undefined) ?? node.at;
  const keys = KEYS_AT[pathText(path).replace(INDEX, '[]')] ?? [];
  const meant = nearest(key, keys);
  const hint = meant ? say`did you mean "${meant}"?` : say`the keys here are ${keys.join(', ')}`;
  return { ...at, message: say`unknown key ${quoted(key)}; ${hint}` };
}

function unknownValue(node: YamlNode, values: readonly string[]): SafeText {
  const all = say`one of ${values.join(', ')}`;
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return say`must be ${all}`;
  const meant = nearest(node.value, values);
  return meant
    ? say`${quoted(node.value)} is unknown; did you mean "${meant}"?`
    : say`${quoted(node.value)} is not ${all}`;
}

function wrongType(expected: readonly string[], node: YamlNode): SafeText {
  const wanted = expected.map((type) => TYPES[type] ?? type).join(' or ');
  return say`must be ${wanted}, not ${kindText(node)}`;
}

function missing(path: Path): SafeText {
  const key = String(path.at(-1));
  return path.length > 1 ? say`${pathText(path.slice(0, -1))}: "${key}" is missing` : say`"${key}" is missing`;
}

function kindText(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a mapping';
  if (node.value === null) return 'empty';
  return TYPES[typeof node.value] ?? 'that';
}
