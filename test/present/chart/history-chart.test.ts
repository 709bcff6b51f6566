import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../../src/domain/run.ts';
import { historyChart, NARROWEST_CHART } from '../../../src/present/chart/history-chart.ts';
import { SPANS, type SpanDays } from '../../../src/present/chart/span.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { displayWidth } from '../../../src/text/width.ts';
import { ago, aRun, NOW } from '../support/snapshot.ts';
import { expected, printed } from '../support/text.ts';
import { dailyRuns } from './support/runs.ts';

function chart(runs: readonly Run[], { days = 30 as SpanDays, width = 60, height = 4, ascii = false } = {}): string {
  return printed(historyChart(runs, { now: NOW, ascii, days, width, height }));
}

describe('the chart of a job', () => {
  it('shows a bar for each run, failures on the ground, the median as a line, and what is unusual in words', () => {
    const runs = dailyRuns(30, {
      0: { durationSeconds: 41, exitCode: 100 },
      1: { durationSeconds: 41, exitCode: 100 },
      8: { durationSeconds: 9000 },
      12: { exitCode: 2 },
      15: { durationSeconds: null, exitCode: null },
      20: null,
    });
    expect(chart(runs, { width: 72, height: 4 })).toBe(
      expected(`
        |RUNS   24 h  7 d [30 d]  29 runs, 2 failed, 1 with warnings, median 10m
        |  40m ┤                                               ↑
        |      │                                               █
        |      │                                               █
        |  10m ┤┄┄█┄█┄█┄█┄█┄█┄┄█┄█┄█┄┄┄█┄█┄┄█┄█┄?┄█┄█┄█┄┄█┄█┄█┄█┄█┄█┄┄█┄█┄█┄█┄▁┄▁
        |      └┬──────────────┬──────────────┬───────△──────┬────────────────✖─✖
        |       Oct 26         Nov 2          Nov 9          Nov 16
        |  • 2 failures in a row since 2026-11-23 18:42:20Z
        |  • the last run took only 41s; the median of the runs before is 10m
        |  • the longest run took 2h 30m, 15 times the median, started 2026-11-16
        |    18:42:20Z
        |  • no run for 2d from 2026-11-03 18:42:20Z on; usually there is one
        |    every 1d
      `),
    );
  });

  it('draws the same in ASCII', () => {
    const text = chart(dailyRuns(30, { 0: { durationSeconds: 3600, exitCode: 100 }, 3: { exitCode: 2 } }), {
      width: 72,
      ascii: true,
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that ASCII has
    expect(text).toMatch(/^[\x00-\x7f]*$/);
    expect(text).toContain('x');
    expect(text.split('\n').filter((line) => line.includes('#'))).not.toEqual([]);
  });

  it('gives the only run the whole height, and no median', () => {
    expect(chart(dailyRuns(1), { days: 7, width: 44, height: 2 })).toBe(
      expected(`
        |RUNS   24 h [7 d] 30 d   1 run
        |  10m ┤                                   ██
        |      │                                   ██
        |      └──────┬─────────┬─────────┬──────────
        |             Nov 19    Nov 21    Nov 23
      `),
    );
  });

  it('says how long ago the last run was where the span has none', () => {
    expect(chart([aRun({ startedAt: ago(3 * 86_400) })], { days: 1 })).toBe(
      expected(`
        |RUNS  [24 h] 7 d  30 d   no run
        |  no run in 24 h; the last one started 3d ago
      `),
    );
    expect(chart([], { days: 7 })).toContain('no run in 7 d, and none before is known');
  });

  it('puts times under a day, and days under weeks', () => {
    expect(chart(dailyRuns(1), { days: 1 })).toMatch(/\d\d:00Z +\d\d:00Z/);
    expect(chart(dailyRuns(7), { days: 7 })).toMatch(/Nov 2\d +Nov 2\d/);
  });

  it('keeps the failure of a short run that shares a column with longer ones', () => {
    const hourly = Array.from({ length: 500 }, (_, at) =>
      aRun({ startedAt: ago(60 + at * 5000), durationSeconds: at === 250 ? 2 : 600, exitCode: at === 250 ? 100 : 0 }),
    );
    const text = chart(hourly);
    expect(text).toContain('500 runs, 1 failed');
    expect(text.match(/✖/g)).toHaveLength(1);
  });

  it('marks a failed bar by its tone as well', () => {
    const lines = historyChart(dailyRuns(6, { 2: { exitCode: 100 } }), {
      now: NOW,
      ascii: false,
      days: 7,
      width: 60,
      height: 3,
    });
    const tones = lines.flat().flatMap(({ text, tone }) => (text.includes('█') ? [tone] : []));
    expect(tones).toContain('failed');
    expect(tones).toContain('accent');
  });

  it('counts a run once that two sources told of', () => {
    const [run = aRun()] = dailyRuns(1);
    expect(chart([run, { ...run }])).toContain('1 run');
  });

  const time = fc.oneof(fc.integer({ min: NOW - 40 * 86_400_000, max: NOW + 86_400_000 }), fc.double());
  const someRuns = fc.array(
    fc.record({
      startedAt: fc.option(time),
      durationSeconds: fc.option(fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.double())),
      exitCode: fc.option(fc.integer({ min: 0, max: 255 })),
    }),
    { maxLength: 200 },
  );

  it('is never wider than asked and never fails, whatever the runs', () => {
    fc.assert(
      fc.property(
        someRuns,
        fc.constantFrom(...SPANS),
        fc.integer({ min: NARROWEST_CHART, max: 220 }),
        fc.integer({ min: 0, max: 12 }),
        fc.boolean(),
        (runs, days, width, height, ascii) => {
          for (const line of historyChart(runs, { now: NOW, ascii, days, width, height })) {
            const text = line.map((piece) => piece.text).join('');
            expect(visible(text)).toBe(text);
            expect(displayWidth(text)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });

  it('draws as many rows of bars as asked, whatever the runs', () => {
    fc.assert(
      fc.property(someRuns, fc.integer({ min: 1, max: 12 }), (runs, height) => {
        const text = chart([...runs, ...dailyRuns(1)], { height });
        expect(text.match(/[┤│]/g)).toHaveLength(height);
      }),
    );
  });
});
