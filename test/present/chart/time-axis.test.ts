import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../../src/present/chart/time-axis.ts';
import { NOW } from '../support/snapshot.ts';

const DAY_MS = 86_400_000;

function labels(days: number, columns: number): readonly string[] {
  return timeTicks({ from: NOW - days * DAY_MS, to: NOW, columns }, columns).map(({ label }) => label);
}

describe('the time axis of a chart', () => {
  it('has hours under a day, as many as fit', () => {
    expect(labels(1, 60)).toEqual(['20:00Z', '00:00Z', '04:00Z', '08:00Z', '12:00Z', '16:00Z']);
    expect(labels(1, 30)).toEqual(['00:00Z', '12:00Z']);
  });

  it('has days under a week, and Mondays under a month', () => {
    expect(labels(7, 70)).toEqual(['Nov 18', 'Nov 19', 'Nov 20', 'Nov 21', 'Nov 22', 'Nov 23', 'Nov 24']);
    expect(labels(30, 50)).toEqual(['Oct 26', 'Nov 2', 'Nov 9', 'Nov 16']);
  });

  it('has labels that do not touch and do not leave the chart, whatever the width', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 7, 30),
        fc.integer({ min: 1, max: 300 }),
        fc.nat(DAY_MS),
        (days, columns, later) => {
          const to = NOW + later;
          const ticks = timeTicks({ from: to - days * DAY_MS, to, columns }, columns);
          let free = 0;
          for (const { column, label } of ticks) {
            expect(column).toBeGreaterThanOrEqual(free);
            free = column + label.length + 1;
            expect(column + label.length).toBeLessThanOrEqual(columns);
          }
        },
      ),
    );
  });
});
