import { CAUSE_CODES } from '../../domain/cause.ts';
import { STATUSES } from '../../domain/status.ts';
import { nearest } from '../../text/nearest.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { exitComparison, lengthComparison } from './comparison.ts';
import { FilterError } from './filter-error.ts';
import { globOf, matchesGlob, prefixGlob } from './glob.ts';
import { FILTER_KEYS, type FilterKeyName } from './keys.ts';
import { ALERT_WORDS, type Term, type Terms, type Test } from './term.ts';
import { type Letter, type Token, tokenize } from './tokens.ts';

const STATUS_WORDS = [...STATUSES, 'host'] as const;
const KEYS: readonly FilterKeyName[] = FILTER_KEYS.map(({ key }) => key);

/** Reads a filter. An empty one has no terms. @throws FilterError */
export function parseFilter(filter: string): Terms {
  return tokenize(filter).map(parseTerm);
}

function parseTerm(token: Token): Term {
  const { negated, letters, start } = token;
  if (letters.length === 0 && !token.quoted)
    throw new FilterError(say`nothing stands behind the !`, start, say`for example !status:ok`);
  return { negated, test: parseTest(letters, start) };
}

function parseTest(letters: readonly Letter[], start: number): Test {
  const colon = letters.findIndex(({ character, literal }) => character === ':' && !literal);
  if (colon <= 0) return { kind: 'word', word: textOf(letters).toLowerCase() };
  const name = textOf(letters.slice(0, colon));
  const value = letters.slice(colon + 1);
  const key = KEYS.find((known) => known === name.toLowerCase());
  if (key !== undefined) return parseValue(key, value, (letters[colon]?.at ?? start) + 1);
  if (value[0]?.character === '/' && value[1]?.character !== '/') return { kind: 'id', glob: prefixGlob(letters) };
  const near = nearest(name, KEYS);
  throw new FilterError(
    say`there is no key "${name}"`,
    start,
    say`${near === null ? '' : `did you mean ${near}:? `}Keys: ${KEYS.join(', ')}. Put quotes around a word with a colon in it`,
  );
}

function parseValue(key: FilterKeyName, letters: readonly Letter[], position: number): Test {
  const values = alternatives(letters, position);
  const missing = values.find((value) => value.letters.length === 0);
  if (missing) throw new FilterError(say`${key}: needs a value`, missing.at, exampleOf(key));
  switch (key) {
    case 'host':
    case 'path':
    case 'instance':
    case 'metric':
      return { kind: 'glob', of: key, globs: values.map((value) => globOf(value.letters)) };
    case 'status':
      return { kind: 'status', among: wordsAmong('status', STATUS_WORDS, values) };
    case 'alert':
      return { kind: 'alert', among: wordsAmong('alert state', ALERT_WORDS, values) };
    case 'cause':
      return { kind: 'cause', among: wordsAmong('cause', CAUSE_CODES, values) };
    case 'exit':
      return {
        kind: 'number',
        of: key,
        comparisons: values.map((value) => exitComparison(textOf(value.letters), value.at)),
      };
    case 'age':
    case 'duration':
      return {
        kind: 'number',
        of: key,
        comparisons: values.map((value) => lengthComparison(key, textOf(value.letters), value.at)),
      };
  }
}

interface Alternative {
  readonly letters: readonly Letter[];
  readonly at: number;
}

/** The values between commas; at least one, maybe empty. */
function alternatives(letters: readonly Letter[], position: number): readonly Alternative[] {
  const found: Alternative[] = [];
  let from = 0;
  let at = position;
  letters.forEach((letter, index) => {
    if (letter.literal || letter.character !== ',') return;
    found.push({ letters: letters.slice(from, index), at });
    from = index + 1;
    at = letter.at + 1;
  });
  found.push({ letters: letters.slice(from), at });
  return found;
}

/** The words that the values name, by themselves or as globs. */
function wordsAmong<Word extends string>(
  what: string,
  words: readonly Word[],
  values: readonly Alternative[],
): ReadonlySet<Word> {
  const among = new Set<Word>();
  for (const { letters, at } of values) {
    const glob = globOf(letters);
    const named = words.filter((word) => matchesGlob(glob, word));
    if (named.length === 0) {
      const text = textOf(letters);
      const near = nearest(text, words);
      throw new FilterError(
        say`there is no ${what} "${text}"`,
        at,
        say`${near === null ? '' : `did you mean ${near}? `}Valid: ${words.join(', ')}`,
      );
    }
    for (const word of named) among.add(word);
  }
  return among;
}

function exampleOf(key: FilterKeyName): SafeText {
  return say`for example ${FILTER_KEYS.find((one) => one.key === key)?.example ?? ''}`;
}

function textOf(letters: readonly Letter[]): string {
  return letters.map(({ character }) => character).join('');
}
