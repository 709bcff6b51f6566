import { describe, expect, it } from 'vitest';
import { footerLine } from '../../src/tui/footer-line.ts';
import { aCause, aHost, aJob, aSnapshot } from '../present/support/snapshot.ts';
import { textOf } from './support/line-text.ts';
import { Pressing } from './support/pressing.ts';

const footer = ({ model }: Pressing, columns = 80) => textOf(footerLine(model, columns));

describe('the line of keys', () => {
  it('has as many as fit, the most useful first', () => {
    const tui = new Pressing(aSnapshot({ jobs: [aJob()] }));
    expect(footer(tui, 200)).toMatch(
      /^Enter details {2}d doctor {2}r run {2}t tail {2}\/ filter {2}! problems {2}a alerts {2}\? help {2}q quit .* {2}p pause {2}@ log$/,
    );
    expect(footer(tui, 100)).toBe(
      'Enter details  d doctor  r run  t tail  / filter  ! problems  a alerts  ? help  q quit  s sort',
    );
    expect(footer(tui, 80)).toBe('Enter details  d doctor  r run  t tail  / filter  ! problems  ? help  q quit');
    expect(footer(tui, 60)).toBe('Enter details  d doctor  r run  t tail  ? help  q quit');
  });

  it('has help and quit in any window', () => {
    const tui = new Pressing(aSnapshot({ jobs: [aJob()] }));
    for (let columns = 60; columns <= 200; columns++) {
      const text = footer(tui, columns);
      expect(text).toContain('? help  q quit');
      expect(text.length).toBeLessThanOrEqual(columns);
    }
  });

  it('begins with the way back on every screen that has one, and ends with what is needed least', () => {
    const open = (...keys: readonly string[]) => new Pressing(aSnapshot({ jobs: [aJob()] })).keys(...keys);
    for (const keys of [['enter'], ['a'], ['d'], ['h'], ['t'], ['?']]) {
      expect([keys, footer(open(...keys), 200)]).toEqual([
        keys,
        expect.stringMatching(/^Esc back .* p pause {2}@ log$/),
      ]);
    }
    expect(footer(open('@'), 200)).toMatch(/^Esc back /);
    expect(footer(open('enter'))).toMatch(/^Esc back {2}d doctor {2}r run {2}t tail /);
  });

  it('has only keys that do something now', () => {
    const host = aHost({ cause: aCause('exporter-down') });
    expect(footer(new Pressing(aSnapshot({ jobs: [aJob()] })), 200)).toContain('y copy id');
    expect(footer(new Pressing(aSnapshot({ hosts: [host] })), 200)).not.toContain('copy id');
    expect(footer(new Pressing(aSnapshot()), 200)).not.toContain('s sort');
  });

  it('has those of the filter while that is typed, where letters are text', () => {
    const tui = new Pressing(aSnapshot({ jobs: [aJob()] })).keys('/');
    expect(footer(tui)).toBe('Enter keep  Esc clear  Ctrl+C quit  Ctrl+R refresh');
  });
});
