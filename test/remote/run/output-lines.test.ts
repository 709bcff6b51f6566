import { describe, expect, it } from 'vitest';
import { outputLines } from '../../../src/remote/run/output-lines.ts';

const linesOf = (text: string) => outputLines(new TextEncoder().encode(text));

describe('what a job said', () => {
  it('is lines without secrets, and with nothing that a terminal acts on', () => {
    expect(linesOf('a\r\n\nb\u001b[2J\u202e')).toEqual(['a', '', String.raw`b\x1b[2J\u{202e}`]);
    expect(linesOf('x --passphrase=planted dropbox:///a?authid=planted&b=1 ftp://u:planted@h/')[0]).not.toContain(
      'planted',
    );
    expect(linesOf('')).toEqual([]);
  });

  it('is cut where a line is too long, and shows what is no UTF-8', () => {
    expect(linesOf('x'.repeat(9000)).map(({ length }) => length)).toEqual([4000, 4000, 1000]);
    expect(outputLines(Uint8Array.of(0x61, 0xff))).toEqual(['a\ufffd']);
  });
});
