import { nearest } from '../../text/nearest.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import type { Place, YamlMap, YamlNode, YamlProblem } from '../../text/yaml/tree.ts';
import { quoted } from '../quoted.ts';

/** A setting's text with its place. May be a secret: never for a message. */
export interface PlacedText extends Place {
  readonly key: string;
  readonly text: string;
}

/** One mapping of the file. What is wrong with it goes to the list of problems that all sections share. */
export interface Section {
  readonly at: Place;
  /** `null` where it is left out or empty. */
  text(key: string): PlacedText | null;
  flag(key: string, otherwise: boolean): boolean;
  /** The mapping under a key; `null` where it is left out or empty. */
  section(key: string, keys: readonly string[]): Section | null;
  node(key: string): { readonly at: Place; readonly value: YamlNode } | null;
  problem(at: Place, message: SafeText): void;
}

/** Keys of the format that duptop has no use for, and why. */
const UNSUPPORTED: ReadonlyMap<string, SafeText> = new Map([
  ['oauth2', say`OAuth 2 is not supported yet; put a token that lasts under authorization`],
  ['proxy_connect_header', say`headers for the proxy itself are not supported yet`],
]);
const SECRET_MANAGER_KEY = /_ref$/;

/** `path` is where the section stands, empty for the whole file. Keys other than the given are problems. */
export function openSection(
  node: YamlNode,
  path: string,
  keys: readonly string[],
  problems: YamlProblem[],
): Section | null {
  const problem = (at: Place, message: SafeText): void => {
    problems.push({ line: at.line, column: at.column, message });
  };
  if (node.kind !== 'map') {
    if (node.kind === 'scalar' && node.value === null) return null;
    problem(node.at, say`${path === '' ? 'the file' : path} must be a mapping`);
    return null;
  }
  for (const [key, { at }] of node.entries) if (!keys.includes(key)) problem(at, unknownKey(key, path, keys));
  return {
    at: node.at,
    problem,
    node: (key) => node.entries.get(key) ?? null,
    section: (key, known) => {
      const entry = node.entries.get(key);
      return entry === undefined ? null : openSection(entry.value, pathOf(path, key), known, problems);
    },
    text: (key) => textOf(node, key, path, problem),
    flag: (key, otherwise) => {
      const entry = node.entries.get(key);
      if (entry === undefined) return otherwise;
      const { value } = entry;
      if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
      problem(entry.at, say`${pathOf(path, key)} must be true or false`);
      return otherwise;
    },
  };
}

function unknownKey(key: string, path: string, keys: readonly string[]): SafeText {
  const unsupported = UNSUPPORTED.get(key);
  if (unsupported !== undefined) return say`${key}: ${unsupported}`;
  if (SECRET_MANAGER_KEY.test(key)) return say`${quoted(key)}: duptop has no secret manager; use the _file of it`;
  const meant = nearest(key, keys);
  const hint = meant === null ? say`the keys here are ${keys.join(', ')}` : say`did you mean "${meant}"?`;
  return say`unknown key ${quoted(key)}${path === '' ? '' : say` in ${path}`}; ${hint}`;
}

/** A number that is meant as text would lose its leading zeros. */
function textOf({ entries }: YamlMap, key: string, path: string, problem: Section['problem']): PlacedText | null {
  const entry = entries.get(key);
  if (entry === undefined) return null;
  const { at, value } = entry;
  if (value.kind !== 'scalar') {
    problem(at, say`${pathOf(path, key)} must be text`);
    return null;
  }
  if (value.value === null || value.value === '') return null;
  if (typeof value.value === 'string') return { ...at, key: pathOf(path, key), text: value.value };
  problem(at, say`${pathOf(path, key)} must be text: put it in quotes`);
  return null;
}

function pathOf(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
