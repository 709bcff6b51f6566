import { OutputError, type TextOutput } from '../ports/terminal.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import { writeProblem } from './write-problem.ts';

/**
 * A standard stream as the commands see it. Whoever closes the reading end wants no more: that ends the writing quietly.
 * `name` is for errors; `null` where what can't be written is no loss.
 */
export function createTextOutput(stream: NodeJS.WriteStream, name: SafeText | null): TextOutput {
  let closed = false;
  let failed: OutputError | null = null;
  const fail = (error: NodeJS.ErrnoException): void => {
    if (error.code === 'EPIPE' || name === null) closed = true;
    else failed ??= new OutputError(say`${name}: ${writeProblem(error)}`, { cause: error });
  };
  // Whoever writes hears of it.
  stream.on('error', fail);
  return {
    get isTerminal() {
      return stream.isTTY === true;
    },
    get isClosed() {
      return closed;
    },
    get columns() {
      return stream.isTTY ? stream.columns : null;
    },
    write: (text) => {
      if (closed || text === '') return Promise.resolve();
      if (failed !== null) return Promise.reject(failed);
      return new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (error) fail(error);
          if (failed === null) resolve();
          else reject(failed);
        });
      });
    },
  };
}
