import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bashText } from '../../src/text/bash-text.ts';

describe('bashText', () => {
  it('leaves what can be shown as it is, blanks and quotes too', () => {
    expect(bashText("/srv/it's a $path")).toBe("/srv/it's a $path");
  });

  it('writes a name with a newline in it as bash writes it', () => {
    expect(bashText('/var/duplicati_AB\nCD.sqlite')).toBe("$'/var/duplicati_AB\\nCD.sqlite'");
  });

  it('means the same text to a real bash', () => {
    const texts = fc.sample(
      fc
        .string({
          unit: fc.oneof(
            fc.constantFrom('\n', '\x1b', "'", '\\', '1', '\u202e', ' ', '$'),
            fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
          ),
        })
        .map((text) => `\n${text.replaceAll('\0', '')}`),
      50,
    );
    const script = texts.map((text) => `printf '%s\\0' ${bashText(text)}`).join('\n');
    const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(stdout.split('\0').slice(0, -1)).toEqual(texts);
  });
});
