import { describe, expect, it } from 'vitest';
import { footerLine } from '../../src/tui/footer-line.ts';
import { aCause, aHost, aJob, aSnapshot } from '../present/support/snapshot.ts';
import { textOf } from './support/line-text.ts';
import { Pressing } from './support/pressing.ts';

const footer = ({ model }: Pressing, columns = 80) => textOf(footerLine(model, columns));

describe('the line of keys', () => {
  it('has as many as fit, the most useful first', () => {
    const tui = new Pressing(aSnapshot({ jobs: [aJob()] }));
    const wide = footer(tui, 200);
    expect(wide).toContain('/ filter  ? help  q quit');
    for (const columns of [60, 80, 100]) {
      expect(footer(tui, columns).length).toBeLessThanOrEqual(columns);
      expect(footer(tui, columns)).toContain('/ filter  ? help  q quit');
    }
    expect(footer(tui, 60).length).toBeLessThan(wide.length);
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
