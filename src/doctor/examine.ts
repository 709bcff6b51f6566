import pMap from 'p-map';
import type { ChainFacts } from '../domain/chain/chain-facts.ts';
import { type Diagnosis, diagnose } from '../domain/chain/diagnose.ts';
import { jobOnHost, knownPaths } from '../domain/chain/job-on-host.ts';
import type { Job } from '../domain/job.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hosts } from '../remote/host-shell.ts';
import { type HostReport, lookAt, lookFor, NOT_ASKED } from './host-look.ts';
import type { Surroundings } from './read-surroundings.ts';
import type { Subject } from './subject.ts';

/** Connections at once: each is a process here, and a login there. */
const CONCURRENCY = 12;

export interface ExamineParts {
  readonly surroundings: Surroundings;
  /** `null`: hosts are not looked at. */
  readonly hosts: Hosts | null;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Looks at each host once, a few at a time, and judges the chains of its jobs; in the order of the subjects. */
export function examine(
  subjects: readonly Subject[],
  parts: ExamineParts,
  onDone: (done: number) => void = () => {},
): Promise<readonly Diagnosis[]> {
  let done = 0;
  const work = async (subject: Subject) => {
    const diagnoses = await examineSubject(subject, parts);
    done += 1;
    onDone(done);
    return diagnoses;
  };
  return pMap(subjects, work, { concurrency: CONCURRENCY, signal: parts.signal }).then((all) => all.flat());
}

async function examineSubject(subject: Subject, parts: ExamineParts): Promise<readonly Diagnosis[]> {
  const { hosts, clock } = parts;
  const report = hosts === null ? NOT_ASKED : await lookAt(subject.host, subject.instance, { ...parts, hosts });
  return diagnosesOf(subject, report, parts.surroundings, clock.now());
}

/** The chains of a host's jobs, by what is known of it. */
export function diagnosesOf(
  subject: Subject,
  report: HostReport,
  surroundings: Surroundings,
  now: EpochMs,
): readonly Diagnosis[] {
  const judge = (job: Job | null, path: string | null) =>
    diagnose(factsOf(subject, job, path, { report, surroundings, now }));
  const ofJobs = subject.jobs.map((job) => judge(job, job.path));
  if (subject.path !== null) return ofJobs.length > 0 ? ofJobs : [judge(null, subject.path)];
  const ofOthers = unknownPaths(subject, report).map((path) => judge(null, path));
  const all = [...ofJobs, ...ofOthers];
  const { state } = subject;
  const explained =
    state?.cause == null ||
    all.some((each) => each.links.some(({ faults }) => faults.some(({ cause }) => cause.code === state.cause?.code)));
  return all.length > 0 && explained ? all : [...all, judge(null, null)];
}

/** Paths that cron on the host backs up, and that no source knows. A line that was taken out, or a copy that cron does not read, is no job. */
function unknownPaths({ host, jobs }: Subject, report: HostReport): readonly string[] {
  if (report.kind !== 'seen') return [];
  const known = new Set(jobs.map((job) => jobOnHost(report.facts, { ...job, host }).path));
  const meant = report.facts.cron.entries.filter(({ state, ignored }) => state === 'on' && ignored !== 'name');
  const scheduled = new Set(meant.map(({ path }) => path));
  return knownPaths(report.facts).filter((path) => scheduled.has(path) && !known.has(path));
}

interface Seen {
  readonly report: HostReport;
  readonly surroundings: Surroundings;
  readonly now: EpochMs;
}

function factsOf(
  { host, instance, state }: Subject,
  job: Job | null,
  path: string | null,
  { report, surroundings, now }: Seen,
): ChainFacts {
  const { targets, rules, alerts, asksPrometheus } = surroundings;
  const wanted = path === null ? null : { host, path, pathExact: job?.pathExact ?? true, metric: job?.metric ?? null };
  const look = lookFor(report, wanted);
  return {
    now,
    host,
    path: look.kind === 'seen' ? (look.job.path ?? path) : path,
    job,
    hostState: state,
    look,
    way: report.way,
    asksPrometheus,
    target: targets.find((target) => target.instance === (job?.instance ?? instance)) ?? null,
    rules: job === null ? [] : rules.filter(({ name }) => job.rules.includes(name)),
    alerts: alerts && (job === null ? [] : alerts.filter(({ jobs }) => jobs.includes(job.id))),
  };
}
