import { describe, expect, it } from 'vitest';
import { FILTER_KEYS } from '../../../../src/present/filter/keys.ts';
import { displayWidth } from '../../../../src/text/width.ts';
import { footerLine } from '../../../../src/tui/footer-line.ts';
import { BINDINGS } from '../../../../src/tui/keys/bindings-at.ts';
import { helpLines } from '../../../../src/tui/screens/help/lines.ts';
import { helpTitle } from '../../../../src/tui/screens/help/title.ts';
import { aJob, aSnapshot } from '../../../present/support/snapshot.ts';
import { textOf, textsOf } from '../../support/line-text.ts';
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
    expect(text).toContain('?2h                 an age from numbers that are out of date');
    expect(text).toContain('/srv/a ?            a path that is a guess');
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

  it('says where in it one is, and how to leave it', () => {
    const tui = new Pressing(aSnapshot({ jobs: [aJob()] })).keys('?', 'j');
    expect(textOf(helpTitle(tui.top('help'), tui.model))).toBe(`duptop  help  2-23 of ${help(80).length}`);
    expect(textOf(footerLine(tui.model, 80))).toMatch(/^Esc back /);
    expect(tui.keys('esc').model.stack).toHaveLength(1);
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
