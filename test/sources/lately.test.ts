import { describe, expect, it } from 'vitest';
import { latelyOf, sinceBefore } from '../../src/sources/lately.ts';
import { fromExporter, NOW } from '../fleet/merge/support/readings.ts';

const look = (gatheringErrors: number | null, minutesAgo: number) =>
  fromExporter({ gatheringErrors, at: NOW - minutesAgo * 60_000 });
const grown = (before: ReturnType<typeof look> | null, now: ReturnType<typeof look>) =>
  sinceBefore(now, before).gatheringErrorsLately;

describe('how often scrapes lost series lately', () => {
  it('is certain from one look only where they never did', () => {
    expect([0, 7, null].map(latelyOf)).toEqual([0, null, null]);
    expect(grown(null, look(7, 0))).toBeNull();
  });

  it('is the growth from the look before', () => {
    expect(grown(look(7, 1), look(9, 0))).toBe(2);
    expect(grown(look(7, 1), look(7, 0))).toBe(0);
  });

  it('begins at 0 after a restart of the exporter', () => {
    expect(grown(look(7, 1), look(2, 0))).toBe(2);
    expect(grown(look(7, 1), look(0, 0))).toBe(0);
  });

  it('is not told by a look of long ago, or by one that has no count', () => {
    expect(grown(look(7, 16), look(9, 0))).toBeNull();
    expect(grown(look(null, 1), look(9, 0))).toBeNull();
    expect(grown(look(7, 1), look(null, 0))).toBeNull();
  });
});
