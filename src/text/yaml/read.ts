import { Composer, LineCounter, Parser, type YAMLParseError } from 'yaml';
import { type SafeText, say, visible } from '../safe-text.ts';
import { buildTree } from './build.ts';
import { offsetBelow } from './depth.ts';
import type { Place, YamlNode, YamlProblem } from './tree.ts';

/** `1.1` is what Ansible reads (`yes` is true, `010` is eight); `1.2` is today's YAML. */
export type YamlDialect = '1.1' | '1.2';

/** Far more than any real file has; the composer is recursive and must not come near the end of the stack. */
const MAX_DEPTH = 64;
const MAX_PROBLEMS = 20;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;
/** Where the parser's own message quotes the text, or would not help anybody. */
const MEANINGS: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a key where a value stands; put the value in quotes, or check the indentation',
  MULTILINE_IMPLICIT_KEY: 'a key that goes over several lines; a ":" may be missing, or the indentation is wrong',
  BAD_DIRECTIVE: 'not a directive that YAML knows',
  BAD_DQ_ESCAPE: 'not an escape that text in double quotes may have; a backslash is written \\\\',
  TAG_RESOLVE_FAILED: 'a tag that does not fit its value',
  UNEXPECTED_TOKEN: 'something that YAML does not allow here',
};

/**
 * Reads one YAML document into a tree whose every node knows its place. Aliases point to the node they name, so the tree
 * never grows beyond the text; merge keys (`<<`) are carried out. `root` is `null` for an empty document and where there are problems.
 */
export function readYaml(
  text: string,
  dialect: YamlDialect,
): { readonly root: YamlNode | null; readonly problems: readonly YamlProblem[] } {
  const place = placesOf(text);
  const refuse = (offset: number, message: SafeText) => ({ root: null, problems: [{ ...place(offset), message }] });
  const control = CONTROL.exec(text);
  if (control) return refuse(control.index, say`a control character (${control[0]})`);
  const tokens = [...new Parser().parse(text)];
  const tooDeep = offsetBelow(tokens, MAX_DEPTH);
  if (tooDeep !== null) return refuse(tooDeep, say`nested more than ${MAX_DEPTH} levels deep`);

  const options = {
    version: dialect,
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  } as const;
  const [document, second] = new Composer(options).compose(tokens, true, text.length);
  if (second) return refuse(second.range[0], say`a second document; only one is read`);
  const errors = document?.errors ?? [];
  if (errors.length > 0)
    return { root: null, problems: bounded(firstOfPlace(errors.map((error) => problemOf(error, place)))) };
  const { root, problems } = buildTree(document?.contents ?? null, place);
  return { root: problems.length === 0 ? root : null, problems: bounded(problems) };
}

function placesOf(text: string): (offset: number) => Place {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}

function problemOf(error: YAMLParseError, place: (offset: number) => Place): YamlProblem {
  const text = MEANINGS[error.code] ?? error.message.charAt(0).toLowerCase() + error.message.slice(1);
  return { ...place(error.pos[0]), message: visible(text) };
}

/** What else is wrong at the same place only follows from it. */
function firstOfPlace(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ line, column }) => {
    const place = `${line}:${column}`;
    return !seen.has(place) && seen.add(place);
  });
}

function bounded(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  const extra = problems.length - MAX_PROBLEMS;
  const last = problems[MAX_PROBLEMS];
  if (extra <= 0 || !last) return problems;
  return [...problems.slice(0, MAX_PROBLEMS), { ...last, message: say`and ${extra} more problems from here on` }];
}
