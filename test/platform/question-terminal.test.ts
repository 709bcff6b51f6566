import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createQuestion } from '../../src/platform/question-terminal.ts';
import { say } from '../../src/text/safe-text.ts';

function terminal() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const question = createQuestion(input as unknown as NodeJS.ReadStream, output as unknown as NodeJS.WriteStream);
  return { input, question, shown: () => String(output.read() ?? '') };
}
const { signal } = new AbortController();

it('the answer to a question is one line, and what comes behind it is none', async () => {
  const { input, question, shown } = terminal();
  const answer = question.ask(say`Go? [y/N]`, signal);
  input.write('yes\nmore\n');
  expect([await answer, shown()]).toEqual(['yes', 'Go? [y/N] ']);
});

it('there is no answer where the input ends, or nobody waits for it any more', async () => {
  const ended = terminal();
  const nobody = ended.question.ask(say`Go?`, signal);
  ended.input.end();
  expect([await nobody, ended.shown()]).toEqual([null, 'Go? \n']);
  for (const given of [AbortSignal.abort(), AbortSignal.timeout(20)]) {
    expect(await terminal().question.ask(say`Go?`, given)).toBeNull();
  }
});
