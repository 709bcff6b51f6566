import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { bashLines } from '../../../src/cli/completion/answer-lines.ts';
import { readBashLine } from '../../../src/cli/completion/bash-line.ts';
import { describeWith } from '../../support/describe-with.ts';

const HOSTILE = ['a$(touch x)', 'a`id`', `a"b'c`, 'a\\b', 'a;b|c&d', 'a b', 'a😀$x', 'a*?[b]{c,d}~#'];

function offeredFor(line: string, texts: readonly string[]): readonly string[] {
  const words = texts.map((text) => ({ text, about: '', open: false }));
  return bashLines({ kind: 'words', words }, readBashLine(line));
}

describeWith(['bash'], 'what Tab puts on a command line of bash', () => {
  it.each(['', '"', "'"])('is the name and nothing that the shell acts on, behind the quote %j', (quote) => {
    const offered = offeredFor(`duptop show ${quote}a`, HOSTILE);
    expect(offered).toHaveLength(HOSTILE.length);
    const script = offered.map((each) => `printf '%s\\0' ${quote}${each}${quote}`).join('\n');
    const seen = execFileSync('bash', ['-c', script], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } });
    expect(seen.split('\0').slice(0, -1)).toEqual(HOSTILE);
  });
});

describe('what is offered to bash', () => {
  it('has nothing within double quotes that bash looks up in its history', () => {
    expect(offeredFor('duptop show "a', ['a!b', 'ab'])).toEqual(['ab']);
    expect(offeredFor("duptop show 'a", ['a!b'])).toEqual(['a!b']);
    expect(offeredFor('duptop show a', ['a!b'])).toEqual(['a\\!b']);
  });
});
