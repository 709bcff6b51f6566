import { describe, expect, it } from 'vitest';
import { narrowTo } from '../../src/present/narrow.ts';
import { rowsOf } from '../../src/present/row.ts';
import { aCause, aHost, aJob, aSnapshot } from './support/snapshot.ts';

const SNAPSHOT = aSnapshot({
  jobs: [aJob({ host: 'a', instance: 'a:9100', status: 'failed' }), aJob({ host: 'b', instance: 'b:9100' })],
  hosts: [
    aHost({ host: 'a', instance: 'a:9100' }),
    aHost({ host: 'b', instance: 'b:9100' }),
    aHost({ host: 'c', instance: 'c:9100', cause: aCause('exporter-down') }),
  ],
});

describe('narrowTo', () => {
  it('keeps the jobs of the rows in their order, and the hosts they are on', () => {
    const narrowed = narrowTo(
      SNAPSHOT,
      rowsOf(SNAPSHOT)
        .filter((row) => row.kind === 'job')
        .reverse(),
    );
    expect(narrowed.jobs.map(({ host }) => host)).toEqual(['b', 'a']);
    expect(narrowed.hosts.map(({ host }) => host)).toEqual(['a', 'b']);
  });

  it('keeps a faulty host only where its row is kept', () => {
    const narrowed = narrowTo(
      SNAPSHOT,
      rowsOf(SNAPSHOT).filter((row) => row.kind === 'host'),
    );
    expect([narrowed.jobs.length, narrowed.hosts.map(({ host }) => host)]).toEqual([0, ['c']]);
  });

  it('has a faulty host once, though jobs are on it', () => {
    const host = aHost({ host: 'a', instance: 'a:9100', cause: aCause('textfile-rejected') });
    const snapshot = aSnapshot({ jobs: [aJob({ host: 'a', instance: 'a:9100' })], hosts: [host] });
    expect(narrowTo(snapshot, rowsOf(snapshot)).hosts).toEqual([host]);
  });

  it('counts what is left', () => {
    const narrowed = narrowTo(
      SNAPSHOT,
      rowsOf(SNAPSHOT).filter((row) => row.kind === 'job' && row.job.status === 'failed'),
    );
    expect(narrowed.summary).toMatchObject({ total: 1, failed: 1, ok: 0, hostProblems: 0 });
    expect(narrowTo(SNAPSHOT, rowsOf(SNAPSHOT)).summary).toEqual(SNAPSHOT.summary);
  });
});
