import { describe, expect, it } from 'vitest';
import { spokenLines } from '../../../../src/tui/screens/fleet/spoken-lines.ts';
import { aJob, aSnapshot, aTrend } from '../../../present/support/snapshot.ts';
import { fleetOf } from '../../support/fleet-rows.ts';
import { textsOf } from '../../support/line-text.ts';
import { Pressing } from '../../support/pressing.ts';

describe('the table for the ear', () => {
  const snapshot = aSnapshot({ jobs: [aJob({ trend: aTrend({ failures: 2 }) })] });
  const said = (columns: number) => {
    const tui = new Pressing(snapshot, { columns, rows: 12 }, { look: { screenReader: true } });
    return textsOf(spokenLines(fleetOf(tui), tui.model)).join('\n');
  };

  it('has no pictures of signs', () => {
    expect(said(200)).toContain('exit 0 success');
    expect(said(200)).not.toMatch(/trend|[▁-█✖]|x{2}/);
  });

  it('says the same however narrow the window is', () => {
    expect(said(60)).toBe(said(200));
  });
});
