import { describe, expect, it } from 'vitest';
import type { Run } from '../../../src/domain/run.ts';
import { datedRuns } from '../../../src/present/chart/dated-run.ts';
import { summariseRuns } from '../../../src/present/chart/run-summary.ts';
import { unusual } from '../../../src/present/chart/unusual.ts';
import { ago, aRun, NOW } from '../support/snapshot.ts';
import { dailyRuns } from './support/runs.ts';

function said(runs: readonly Run[]): readonly string[] {
  const dated = datedRuns(runs, Number.NEGATIVE_INFINITY);
  return unusual(dated, summariseRuns(dated), NOW).map(({ text }) => text);
}

describe('what is said of the runs of a job', () => {
  it('is nothing where all is as usual', () => {
    expect(said(dailyRuns(30))).toEqual([]);
    expect(said([])).toEqual([]);
  });

  it('is since when every run has failed', () => {
    expect(said(dailyRuns(10, { 0: { exitCode: 100 }, 1: { exitCode: 137 }, 2: { exitCode: 3 } }))).toEqual([
      '3 failures in a row since 2026-11-22 18:42:20Z',
    ]);
    expect(said(dailyRuns(2, { 0: { exitCode: 100 }, 1: { exitCode: 100 } }))).toEqual([
      'all 2 runs failed, the first 2026-11-23 18:42:20Z',
    ]);
  });

  it('is when the last failure was, once it is over', () => {
    expect(said(dailyRuns(10, { 4: { exitCode: 50 } }))).toEqual([
      'the last failure, exit code 50, started 2026-11-20 18:42:20Z, 4d 1h ago',
    ]);
  });

  it('is how much longer or shorter the last run was than those before', () => {
    expect(said(dailyRuns(10, { 0: { durationSeconds: 3600 } }))).toEqual([
      'the last run took 6 times the median of the runs before, 10m',
    ]);
    expect(said(dailyRuns(10, { 0: { durationSeconds: 60 } }))).toEqual([
      'the last run took only 1m; the median of the runs before is 10m',
    ]);
    expect(said(dailyRuns(10, { 0: { durationSeconds: 1700 } }))).toEqual([]);
  });

  it('does not judge a duration by a few runs, nor by seconds', () => {
    expect(said(dailyRuns(5, { 0: { durationSeconds: 3600 } }))).toEqual([]);
    const short = Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [at, { durationSeconds: at === 0 ? 40 : 4 }]),
    );
    expect(said(dailyRuns(10, short))).toEqual([]);
  });

  it('is the longest run, where that is not the last one', () => {
    expect(said(dailyRuns(10, { 9: { durationSeconds: 36_000 } }))).toEqual([
      'the longest run took 10h, 60 times the median, started 2026-11-15 18:42:20Z',
    ]);
  });

  it('is a day without a run', () => {
    expect(said(dailyRuns(20, { 7: null }))).toEqual([
      'no run for 2d from 2026-11-16 18:42:20Z on; usually there is one every 1d',
    ]);
    expect(said(dailyRuns(20, { 7: null, 12: null, 13: null }))).toEqual([
      '2 long pauses; the longest: no run for 3d from 2026-11-10 18:42:20Z on; usually there is one every 1d',
    ]);
  });

  it('is that the next run does not come', () => {
    expect(said(dailyRuns(20, { 0: null, 1: null }))).toEqual([
      'no run for 2d 1h, since 2026-11-22 18:42:20Z; usually there is one every 1d',
    ]);
  });

  it('is not that there is no run on weekends, where that is as usual', () => {
    const weekends = Object.fromEntries([2, 3, 9, 10, 16, 17, 23, 24].map((days) => [days, null]));
    expect(said(dailyRuns(30, weekends))).toEqual([]);
  });

  it('is nothing about pauses while there are only a few runs', () => {
    expect(
      said([aRun({ startedAt: ago(3600) }), aRun({ startedAt: ago(7200) }), aRun({ startedAt: ago(900_000) })]),
    ).toEqual([]);
  });
});
