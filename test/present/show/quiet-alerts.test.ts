import { expect, it } from 'vitest';
import type { FleetAlert } from '../../../src/domain/alert.ts';
import { showJob } from '../../../src/present/show/job.ts';
import { aDelivered, aFleetAlert, aSilence } from '../../domain/support/alerts.ts';
import { aJob, anAlert, NOW } from '../support/snapshot.ts';
import { printed } from '../support/text.ts';

const job = aJob({ alerts: [anAlert({ name: 'FAILED' })] });
const LABELS = { alertname: 'FAILED' };
const loud = aFleetAlert(LABELS, { jobs: [job.id] });
const suppressed = aDelivered(LABELS, { state: 'suppressed' });
const silenced = aFleetAlert(LABELS, {
  jobs: [job.id],
  silences: [aSilence()],
  delivery: { kind: 'delivered', to: [suppressed] },
});
const shown = (...told: readonly FleetAlert[]) =>
  printed(showJob(job, null, { now: NOW, ascii: false, width: 100 }, told));

it('an alert that is silenced is said to be so, by whom and why', () => {
  expect(shown(silenced)).toMatch(/firing {8}FAILED, .*\n\| {2}silenced {6}for 2h more, by anna: moving house\n/);
});

it('an alert that somebody is told of is not, nor one of another job', () => {
  expect(shown(loud)).not.toContain('silenced');
  expect(shown(silenced, loud)).not.toContain('silenced');
  expect(shown({ ...silenced, jobs: [] })).not.toContain('silenced');
});

it('a database is marked as a guess where it is made from a path that is one', () => {
  const database = (pathExact: boolean) =>
    printed(showJob(aJob({ pathExact, dbPath: '/var/d.sqlite' }), null, { now: NOW, ascii: false, width: 100 }));
  expect(database(false)).toMatch(/database {6}\/var\/d\.sqlite \?$/);
  expect(database(true)).toMatch(/database {6}\/var\/d\.sqlite$/);
});
