import { describe, expect, it } from 'vitest';
import { FILTER_KEYS } from '../../../../src/present/filter/keys.ts';
import { displayWidth } from '../../../../src/text/width.ts';
import { BINDINGS } from '../../../../src/tui/keys/bindings-at.ts';
import { helpLines } from '../../../../src/tui/screens/help/lines.ts';
import { aJob, aSnapshot } from '../../../present/support/snapshot.ts';
import { textsOf } from '../../support/line-text.ts';
import { Pressing } from '../../support/pressing.ts';

function help(columns: number, ascii = false): readonly string[] {
  const tui = new Pressing(aSnapshot({ jobs: [aJob()] })).keys('?');
  return textsOf(helpLines(tui.top('help'), { ...tui.model.look, ascii }, columns));
}

describe('help', () => {
  it('tells of every key, the filter language, every status and every sign', () => {
    const text = help(300).join('\n');
    for (const { description } of BINDINGS) expect(text).toContain(description);
    for (const { example, description } of FILTER_KEYS) expect(text).toContain(`${example.padEnd(20)}${description}`);
    expect(text).toContain('✖ failed            the last run ended badly');
    expect(text).toContain('›                   the selected row');
  });

  it('begins with the keys of where it was asked for, and leaves out those that mean something else there', () => {
    const tui = new Pressing(aSnapshot({ jobs: [aJob()] })).keys('?');
    const here = tui.top('help').here.flatMap(({ keys }) => keys);
    expect(here).toContain('/');
    expect(new Set(here).size).toBe(here.length);
  });

  it('is no wider than the window, and ASCII where that is asked for', () => {
    expect(Math.max(...help(60).map(displayWidth))).toBeLessThanOrEqual(60);
    expect(help(80, true).join('')).toMatch(/^[ -~]*$/);
  });

  it('can be read to its end in a window of any height', () => {
    const tui = new Pressing(aSnapshot({ jobs: [aJob()] }), { columns: 80, rows: 24 }).keys('?', 'G');
    const total = help(80).length;
    expect(tui.top('help').top).toBe(total - 22);
    tui.send({ type: 'window', window: { columns: 80, rows: 50 } });
    expect(tui.top('help').top).toBe(total - 48);
    expect(tui.keys('g').top('help').top).toBe(0);
  });
});
