import type { Diagnosis } from '../domain/chain/diagnose.ts';
import type { Job } from '../domain/job.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hosts } from '../remote/host-shell.ts';
import { say } from '../text/safe-text.ts';
import { diagnosesOf } from './examine.ts';
import { type HostReport, lookAt } from './host-look.ts';
import type { Surroundings } from './read-surroundings.ts';
import { subjectsOf } from './subject.ts';

interface LiveParts {
  readonly snapshot: Snapshot;
  readonly readSurroundings: () => Promise<Surroundings>;
  readonly hosts: Hosts;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const NOTHING_YET: Surroundings = { asksPrometheus: true, targets: [], rules: [], alerts: null };
const ON_THE_WAY: HostReport = {
  kind: 'not-asked',
  why: say`the host is being looked at`,
  hint: null,
  way: null,
};

/** The chain of a job as far as it is known: at once from the snapshot, and again with whatever comes first, until all has come. */
export async function* liveDiagnosis(job: Job, parts: LiveParts): AsyncGenerator<Diagnosis> {
  const { snapshot, hosts, clock, signal } = parts;
  const [subject] = subjectsOf([job], snapshot);
  if (subject === undefined) return;
  let report: HostReport = ON_THE_WAY;
  let surroundings = NOTHING_YET;
  const current = () => diagnosesOf(subject, report, surroundings, clock.now());
  yield* current();
  const looked = lookAt(job.host, job.instance, { hosts, clock, signal }).then((found) => {
    report = found;
  });
  const read = parts.readSurroundings().then((found) => {
    surroundings = found;
  });
  // Whoever goes away in between does not want to hear how the other one ended.
  for (const each of [looked, read]) each.catch(() => {});
  await Promise.race([looked, read]);
  yield* current();
  await Promise.all([looked, read]);
  yield* current();
}
