import type { Surroundings } from '../../doctor/read-surroundings.ts';
import { allSubjects, type Subject, subjectsNamed, subjectsOf } from '../../doctor/subject.ts';
import type { FleetAlert } from '../../domain/alert.ts';
import type { Diagnosis } from '../../domain/chain/diagnose.ts';
import type { Job } from '../../domain/job.ts';
import type { AlertRule } from '../../domain/rule.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { findJobs } from '../../present/find-jobs.ts';
import { nearest } from '../../text/nearest.ts';
import { say } from '../../text/safe-text.ts';
import { EXIT } from '../exit-code.ts';
import { Failure, wrongUse } from '../failure.ts';

const SHOWN_JOBS = 3;
const HOST_AND_PATH = /^([^/]+?):(\/.*)$/s;

/** What a name means: a job of the fleet, else a job of a host that only the host may know, else a host. */
export function subjectsFor(name: string | null, snapshot: Snapshot): readonly Subject[] {
  if (name === null) return allSubjects(snapshot);
  const { found } = findJobs(name, snapshot.jobs);
  if (found.length > 0) return subjectsOf(found, snapshot);
  const [, host, path] = HOST_AND_PATH.exec(name) ?? [];
  if (host !== undefined && path !== undefined) return subjectsNamed(host, path, snapshot);
  return subjectsNamed(name.replace(/:$/, ''), null, snapshot);
}

/** A name that no source knows, where its host can't tell either; `diagnoses` tell why. */
export function noSuchSubject(name: string, snapshot: Snapshot, diagnoses: readonly Diagnosis[]): Failure {
  const [first] = diagnoses;
  const host = first?.host ?? name;
  const meant = meantBy(name, host, snapshot);
  const what = first?.path == null ? say`no job, and no host, ${name}` : say`no job ${name}`;
  return new Failure(
    EXIT.wrongUse,
    say`there is ${what} among the ${snapshot.jobs.length} of the fleet, and ${host} was not seen`,
    meant.length === 0 ? say`"duptop list" shows what there is` : say`did you mean ${meant.join(' or ')}?`,
    first === undefined || first.facts.look.kind === 'seen' ? [] : [first.facts.look.why],
  );
}

/** Jobs that are spelt much like it; else those of its host, or a host that is spelt so. */
function meantBy(name: string, host: string, { jobs, hosts }: Snapshot): readonly string[] {
  const { near } = findJobs(name, jobs);
  if (near.length > 0) return near;
  const own = jobs.filter((job) => job.host === host).map(({ id }) => id);
  const spelt = nearest(
    host,
    hosts.map((each) => each.host),
  );
  return own.length > 0 || spelt === null ? own.slice(0, SHOWN_JOBS) : [spelt];
}

/** The jobs that an alert of this name is about, whether it fires or not. @throws Failure for a name that no alert and no rule has */
export function subjectsOfAlert(name: string, snapshot: Snapshot, { alerts, rules }: Surroundings): readonly Subject[] {
  const jobs = jobsOf(name, alerts ?? [], rules, snapshot.jobs);
  if (jobs.length > 0) return subjectsOf(jobs, snapshot);
  const names = [...new Set([...(alerts ?? []).map((alert) => alert.name), ...rules.map((rule) => rule.name)])];
  if (names.includes(name))
    throw wrongUse(
      say`the alert "${name}" is about no backup job of the fleet`,
      say`"duptop alerts --all" shows its labels`,
    );
  const near = nearest(name, names);
  throw wrongUse(
    say`there is no alert, and no rule, named "${name}"`,
    near === null ? say`"duptop alerts" shows what there is` : say`did you mean "${near}"?`,
  );
}

function jobsOf(
  name: string,
  alerts: readonly FleetAlert[],
  rules: readonly AlertRule[],
  jobs: readonly Job[],
): readonly Job[] {
  const wanted = name.trim().toLowerCase();
  const isNamed = (other: { readonly name: string }) => other.name.toLowerCase() === wanted;
  const ids = new Set(alerts.filter(isNamed).flatMap((alert) => alert.jobs));
  if (ids.size > 0) return jobs.filter(({ id }) => ids.has(id));
  const watching = new Set(rules.filter(isNamed).map((rule) => rule.name));
  return jobs.filter((job) => job.rules.some((rule) => watching.has(rule)));
}
