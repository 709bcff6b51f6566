import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTextOutput } from '../../src/platform/output-stream.ts';
import { OutputError } from '../../src/ports/terminal.ts';
import { say } from '../../src/text/safe-text.ts';

/** A stream that takes nothing, for the reason of this code. */
function refusing(code: string, errno: number): NodeJS.WriteStream {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(`write ${code}`), { code, errno })),
  }) as unknown as NodeJS.WriteStream;
}

describe('what a stream does not take', () => {
  it('is an error that says why, however often it is tried', async () => {
    const output = createTextOutput(refusing('ENOSPC', -28), say`standard output`);
    for (const text of ['one', 'two']) {
      const error = await output.write(text).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OutputError);
      expect(error).toMatchObject({ message: 'standard output: no space left on device' });
    }
    expect(output.isClosed).toBe(false);
  });

  it('is none where nobody reads any more', async () => {
    const output = createTextOutput(refusing('EPIPE', -32), say`standard output`);
    await output.write('text');
    expect(output.isClosed).toBe(true);
  });

  it('is none where it is no loss', async () => {
    await expect(createTextOutput(refusing('ENOSPC', -28), null).write('text')).resolves.toBeUndefined();
  });
});
