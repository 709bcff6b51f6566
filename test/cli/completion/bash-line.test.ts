import { describe, expect, it } from 'vitest';
import { readBashLine } from '../../../src/cli/completion/bash-line.ts';

describe('a command line of bash up to the cursor', () => {
  it.each([
    ['duptop ', ['']],
    ['duptop show', ['show']],
    ['duptop  list   web', ['list', 'web']],
    ['duptop show a\\ b', ['show', 'a b']],
    [`duptop show 'a "b' c`, ['show', 'a "b', 'c']],
    ['duptop show "a \\"b\\n" ', ['show', 'a "b\\n', '']],
    ['duptop show ""', ['show', '']],
    [`duptop show a'b'"c"`, ['show', 'abc']],
    ['duptop show a\\', ['show', 'a']],
  ])('%s has the words %j', (line, words) => {
    expect(readBashLine(line)).toEqual({ words, quote: '' });
  });

  it.each([
    [`duptop show 'a b`, "'", 'a b'],
    [`duptop show "it's`, '"', "it's"],
  ])('%s ends within the quote %s', (line, quote, last) => {
    const read = readBashLine(line);
    expect(read.quote).toBe(quote);
    expect(read.words.at(-1)).toBe(last);
  });
});
