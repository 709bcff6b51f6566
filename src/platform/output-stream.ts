import type { TextOutput } from '../ports/terminal.ts';

/** A standard stream as the commands see it. Whoever closes the reading end wants no more: that ends the writing quietly. */
export function createTextOutput(stream: NodeJS.WriteStream): TextOutput {
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
  });
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
    write: (text) =>
      closed || text === ''
        ? Promise.resolve()
        : new Promise((resolve) => {
            stream.write(text, () => resolve());
          }),
  };
}
