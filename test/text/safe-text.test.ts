import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { say, visible } from '../../src/text/safe-text.ts';

describe('visible', () => {
  it('leaves printable text of any script as it is', () => {
    for (const text of ['/srv/Müller & Söhne', '/データ/写真', '/home/o’brien', '/srv/🎉'])
      expect(visible(text)).toBe(text);
  });

  it('shows escape sequences, bidi overrides, newlines and invisible characters as placeholders', () => {
    expect(visible('\x1b[2Ja\u202eb\nc\u200bd\u009b\u2066\ud800')).toBe(
      '\\x1b[2Ja\\u{202e}b\\nc\\u{200b}d\\x9b\\u{2066}\\u{d800}',
    );
  });

  it('never lets a control or a bidi character through, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u);
      }),
    );
  });

  it('changes nothing that it has already made safe', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => visible(visible(text)) === visible(text)));
  });
});

describe('say', () => {
  it('makes values visible and keeps the sentence', () => {
    expect(say`dropped ${'/a\x1b.prom'} at line ${3}`).toBe('dropped /a\\x1b.prom at line 3');
  });
});
