import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptAnswer } from '../../src/remote/script-answer.ts';
import { scriptText } from '../../src/remote/script-text.ts';
import { describeWith } from '../support/describe-with.ts';
import { tempFolder } from '../support/temp-folder.ts';

const NONCE = '0123456789abcdef';

function send(shell: string, text: string) {
  const { stdout, stderr, status } = spawnSync(shell, ['-s'], { input: text, env: { PATH: process.env.PATH } });
  return { stdout, stderr, status };
}

function answerOf(shell: string, body: string, words: readonly string[] = []) {
  const { stdout, stderr } = send(shell, scriptText({ body, words }, NONCE));
  const answer = scriptAnswer(stdout, stderr, NONCE);
  return answer && { ...answer, output: Buffer.from(answer.output).toString() };
}

describe.each(['sh', 'dash', 'bash'])('a script that %s reads', (shell) => {
  describeWith([shell], 'on its standard input', () => {
    it('gets its words, whatever they hold', () => {
      const word = fc.oneof(
        fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', '\r', ' ', ')', '}', '<<x', '#', '*', '~') }),
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && text.isWellFormed()),
      );
      fc.assert(
        fc.property(fc.array(word, { maxLength: 30 }), (words) => {
          const answer = answerOf(shell, `printf '%s\\0' "$#" "$@"`, words);
          expect(answer?.output.split('\0').slice(0, -1)).toEqual([String(words.length), ...words]);
        }),
        { numRuns: 20 },
      );
    });

    it('has an empty standard input, not the rest of itself', () => {
      expect(answerOf(shell, 'cat; echo read')?.output).toBe('read\n');
    });

    it.each([
      ['exit 7', 7, ''],
      ['false', 1, ''],
      ['echo a; (exit 3)', 3, 'a\n'],
      ['printf "no newline"; kill -9 $(sh -c \'echo $PPID\')', 137, 'no newline'],
      ['set -e; echo a; false; echo b', 1, 'a\n'],
      ["trap 'echo trapped' EXIT; exit 4", 4, 'trapped\n'],
      ['cat <<X\n$1\nX', 0, '\n'],
      ['# a comment', 0, ''],
    ])('tells how %j ended', (body, exitCode, output) => {
      expect(answerOf(shell, body)).toMatchObject({ exitCode, output });
    });

    it('tells what it complained of, in a few lines that are safe to show', () => {
      expect(answerOf(shell, 'printf "one\\033[2J\\n\\ntwo\\n" >&2')?.complaint).toBe('one\\x1b[2J; two');
    });
  });
});

describe.each(['dash', 'bash'])('of a script that %s gets only a part of', (shell) => {
  describeWith([shell], 'because the connection was cut', () => {
    it('nothing is run, wherever the cut is', () => {
      const folder = tempFolder('cut');
      const trace = join(folder.path, 'ran');
      const text = scriptText({ body: `touch "$1"\ntouch "$1"`, words: [trace, "it's\ntwo lines"] }, NONCE);
      // Without its last line and its end it is the same command.
      const whole = text.lastIndexOf('}');
      // Each place behind which something could be whole, and those around it.
      const places = [...text.slice(0, whole + 1).matchAll(/[\s';)}]+/g)].flatMap(({ index, 0: run }) => [
        index,
        index + 1,
        index + run.length,
      ]);
      for (const length of new Set(places.filter((place) => place <= whole))) {
        const { stdout } = send(shell, text.slice(0, length));
        expect([length, stdout.toString(), existsSync(trace)]).toEqual([length, '', false]);
      }
      send(shell, text);
      expect(existsSync(trace)).toBe(true);
      folder.remove();
    });
  });
});

it.each(['a\0b', '\ud800'])('the word %j, which no argument can hold, is refused', (word) => {
  expect(() => scriptText({ body: 'true', words: [word] }, NONCE)).toThrow(RangeError);
});
