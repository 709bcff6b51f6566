import { describe, expect, it } from 'vitest';
import type { DeclaredJob } from '../../../src/domain/declared-job.ts';
import { HOUR, onlyJob, reading, run, snapshotOf, target } from './support/readings.ts';

function seenOnHost(path: string, schedule: string | null = null): DeclaredJob {
  return {
    origin: 'host',
    where: 'web, looked at 2026-11-24T00:00:00.000Z',
    target: { by: 'path', host: 'web', path },
    maxAgeSeconds: null,
    schedule,
  };
}
const shown = { instances: [reading({ runs: { web__srv_a_b: run(2) } })], targets: [target()] };

describe('a path that a look at the host has shown', () => {
  it('makes the guess exact, and its schedule is what the age is judged by', () => {
    const guess = onlyJob(snapshotOf(shown));
    expect([guess.path, guess.pathExact]).toEqual(['/srv/a/b', false]);
    const job = onlyJob(snapshotOf({ ...shown, declared: [seenOnHost('/srv/a_b', '0 */4 * * *')] }));
    expect([job.path, job.pathExact, job.id]).toEqual(['/srv/a_b', true, 'web:/srv/a_b']);
    expect(job.maxAge).toMatchObject({ from: 'schedule' });
    expect(job.maxAge.seconds).toBeLessThan(12 * HOUR);
    expect(job.declaredBy).toEqual([{ origin: 'host', where: 'web, looked at 2026-11-24T00:00:00.000Z' }]);
  });

  it('does not say that a job ought to exist', () => {
    const snapshot = snapshotOf({ ...shown, declared: [seenOnHost('/gone'), seenOnHost('/srv/a_b/')] });
    expect(onlyJob(snapshot)).toMatchObject({ path: '/srv/a/b', pathExact: false, declaredBy: [] });
  });

  it('is no help where there are two, of which one may be an old one', () => {
    const job = onlyJob(snapshotOf({ ...shown, declared: [seenOnHost('/srv/a_b'), seenOnHost('/srv/a/b')] }));
    expect(job).toMatchObject({ path: '/srv/a/b', pathExact: false, declaredBy: [] });
  });

  it('gives way to what is declared', () => {
    const declared: DeclaredJob = { ...seenOnHost('/srv/a/b'), origin: 'config', where: 'config.yml:1' };
    const job = onlyJob(snapshotOf({ ...shown, declared: [seenOnHost('/srv/a_b'), declared] }));
    expect(job).toMatchObject({ path: '/srv/a/b', pathExact: true, declaredBy: [{ origin: 'config' }] });
  });
});
