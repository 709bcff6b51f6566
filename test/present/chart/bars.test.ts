import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOf } from '../../../src/present/chart/bars.ts';
import { datedRuns } from '../../../src/present/chart/dated-run.ts';
import { ago, aRun, NOW } from '../support/snapshot.ts';
import { dailyRuns } from './support/runs.ts';

const MONTH_S = 30 * 86_400;
const month = (columns: number) => ({ from: ago(MONTH_S), to: NOW, columns });

describe('the bars of a chart', () => {
  it('stand beside each other with a gap, wider where there is room', () => {
    const runs = datedRuns(dailyRuns(29), ago(MONTH_S));
    expect(new Set(barsOf(runs, month(64)).bars.map(({ width }) => width))).toEqual(new Set([1]));
    const wide = barsOf(runs, month(180)).bars;
    expect(Math.min(...wide.map(({ width }) => width))).toBeGreaterThanOrEqual(4);
    wide.slice(1).forEach(({ column }, at) => {
      expect(column).toBeGreaterThan((wide[at]?.column ?? 0) + (wide[at]?.width ?? 0));
    });
  });

  it('show the longest run of a column, and the worst end', () => {
    const runs = [
      aRun({ startedAt: ago(100), durationSeconds: 600, exitCode: 0 }),
      aRun({ startedAt: ago(90), durationSeconds: 3, exitCode: 100 }),
      aRun({ startedAt: ago(80), durationSeconds: 3, exitCode: 2 }),
    ];
    const { bars } = barsOf(datedRuns(runs, ago(MONTH_S)), month(60));
    expect(bars).toMatchObject([{ seconds: 600, tone: 'accent', mark: 'failed' }]);
  });

  it('are where their runs are, from left to right and within the chart', () => {
    const starts = fc.array(fc.integer({ min: 0, max: MONTH_S }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 220 }), (seconds, columns) => {
        const runs = datedRuns(
          seconds.map((each) => aRun({ startedAt: ago(each) })),
          ago(MONTH_S),
        );
        const { bars } = barsOf(runs, month(columns));
        let free = 0;
        for (const { column, width } of bars) {
          expect(column).toBeGreaterThanOrEqual(free);
          free = column + width;
          expect(free).toBeLessThanOrEqual(columns);
        }
      }),
    );
  });
});
