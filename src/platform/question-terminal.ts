import { createInterface } from 'node:readline';
import type { Question } from '../ports/question.ts';

/** Asks on the terminal that `output` writes to. The line is edited as the terminal itself does it, so that Ctrl+C stays a signal. */
export function createQuestion(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Question {
  return {
    ask: (question, signal) =>
      new Promise((resolve) => {
        output.write(`${question} `);
        const lines = createInterface({ input, terminal: false, signal });
        let answer: string | null = null;
        lines.once('line', (line) => {
          answer = line;
          lines.close();
        });
        lines.once('close', () => {
          input.pause();
          if (answer === null) output.write('\n');
          resolve(answer);
        });
      }),
  };
}
