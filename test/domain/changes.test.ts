import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../src/domain/changes.ts';
import { aJob, aRun, aSnapshot } from '../present/support/snapshot.ts';

const job = aJob({ lastRun: aRun({ exitCode: 0 }) });

describe('changesBetween', () => {
  it('takes every job as appeared without an earlier snapshot', () => {
    expect(changesBetween(null, aSnapshot({ jobs: [job] })).map(({ type }) => type)).toEqual(['appeared']);
  });

  it('is silent about what stays as it is, though it gets older', () => {
    expect(
      changesBetween(
        aSnapshot({ jobs: [job] }),
        aSnapshot({ jobs: [{ ...job, seen: { prometheus: null, exporter: null } }] }),
      ),
    ).toEqual([]);
  });

  it('tells a new status from a new run', () => {
    const failed = { ...job, status: 'failed' as const };
    const again = { ...job, lastRun: aRun({ exitCode: 100 }) };
    const what = (after: typeof job) =>
      changesBetween(aSnapshot({ jobs: [job] }), aSnapshot({ jobs: [after] })).map(
        (change) => change.type === 'changed' && change.what,
      );
    expect(what(failed)).toEqual([['status']]);
    expect(what(again)).toEqual([['run']]);
    expect(what({ ...again, status: 'failed' })).toEqual([['status', 'run']]);
    expect(what({ ...job, runningSince: 1 })).toEqual([['run']]);
  });

  it('tells what is gone, with its last words', () => {
    expect(changesBetween(aSnapshot({ jobs: [job] }), aSnapshot({ jobs: [] }))).toEqual([{ type: 'gone', job }]);
  });
});
