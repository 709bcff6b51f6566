import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDuptop } from '../support/pty-duptop.ts';
import { svgOf } from './svg.ts';

const FILE = new URL('screenshot.svg', import.meta.url);

describe('the picture of the README', () => {
  it('is drawn from the demo fleet in a real terminal (npm run screenshot draws it anew)', async () => {
    const terminal = openDuptop(['demo'], { size: [124, 34] });
    try {
      await terminal.untilShown(/next in \d+s/);
      await terminal.untilShown('db01');
      const svg = svgOf(await terminal.screen());
      if (process.env.DRAW_SCREENSHOT === '1') writeFileSync(FILE, svg);
      expect(textsOf(svg)).toContain('✖ failed');
    } finally {
      await terminal.close();
    }
  });

  it('shows what the table has: the same columns, and a failed job first', () => {
    const texts = textsOf(readFileSync(FILE, 'utf8'));
    expect(texts).toMatch(/STATUS.*HOST.*PATH.*AGE.*DURATION.*EXIT.*CAUSE/);
    expect(texts.indexOf('✖ failed')).toBeLessThan(texts.indexOf('● ok'));
  });
});

function textsOf(svg: string): string {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(' ');
}
