import { shortDuration } from '../../text/duration.ts';
import { moment } from '../../text/moment.ts';
import { say } from '../../text/safe-text.ts';
import { shownUrl } from '../../text/shown-url.ts';
import { classicName } from '../metric.ts';
import { shownSighting } from '../sighting.ts';
import type { EpochMs, Seconds } from '../time.ts';
import type { JobFacts } from './facts.ts';
import { type Finding, finding, type Rule } from './finding.ts';
import { isGone } from './is-gone.ts';
import { isUndecided } from './is-undecided.ts';
import { reachabilityFinding, reachabilityOf } from './reachability.ts';
import { lastKnown } from './textfile-rules.ts';

/** A scrape may be missed once, and an engine may answer samples only when they are half a minute old. */
const BEHIND_SLACK_SECONDS: Seconds = 60;
const DEFAULT_INTERVAL_SECONDS: Seconds = 60;

function unreachable(facts: JobFacts): Finding | null {
  if (facts.instance === null) return null;
  const found = reachabilityFinding(facts.instance, facts.run !== null);
  const known = lastKnown(facts);
  if (found === null || known === null) return found;
  return { ...found, cause: { ...found.cause, evidence: [...found.cause.evidence, known] } };
}

function undecided(facts: JobFacts): Finding | null {
  if (!isUndecided(facts)) return null;
  return finding(
    'unknown',
    'prometheus-behind',
    say`nobody has shown this job yet, but not every source has told all it knows`,
    [...facts.unanswered, ...facts.declared.map((job) => say`declared by ${job.where}`)],
    say`mend that source, or name the exporter of ${facts.host} with --exporter`,
  );
}

/** Declared, and no instance that could show it. */
function noInstance(facts: JobFacts): Finding | null {
  if (facts.instance !== null || isUndecided(facts)) return null;
  const declared = facts.declared.map((job) => say`declared by ${job.where}`);
  return finding(
    'missing',
    'not-a-target',
    say`declared, but no Prometheus target and no exporter that was asked belongs to ${facts.host}`,
    [...declared, lastKnown(facts)],
    say`is ${facts.host} in the scrape configuration (job_name, target), under this name? Or name its exporter with --exporter`,
  );
}

/** The sources that showed the job do not answer any more, or no longer have its instance, and its exporter can't be asked. */
function silence(facts: JobFacts, now: EpochMs): Finding | null {
  const sighting = shownSighting(facts.seen);
  if (!facts.stale || facts.run === null || sighting === null || facts.instance === null) return null;
  if (reachabilityOf(facts.instance) !== 'unknown') return null;
  if (isGone(facts)) {
    const { instance } = facts.instance;
    return finding(
      'missing',
      'not-a-target',
      say`the job is gone since ${shortDuration((now - sighting.at) / 1000)}: no Prometheus has a target ${instance} any more`,
      [lastKnown(facts), ...facts.declared.map((job) => say`declared by ${job.where}`)],
      facts.declared.length === 0
        ? say`was ${facts.host} retired on purpose? Then the job is forgotten 30 days after it was last seen. Else put ${instance} back into the scrape configuration`
        : say`put ${instance} back into the scrape configuration, or take the job out of what declares it`,
    );
  }
  return finding(
    'unknown',
    'prometheus-behind',
    say`no source has shown this job for ${shortDuration((now - sighting.at) / 1000)}: what is shown is from then`,
    [say`${sighting.source} showed it last, ${moment(sighting.at)}`, lastKnown(facts)],
    say`mend the way to ${sighting.source}, or name the job's exporter with --exporter`,
  );
}

function behind(facts: JobFacts, now: EpochMs): Finding | null {
  const { instance, seen } = facts;
  const run = seen.exporter?.lastRun;
  if (instance?.target?.health !== 'up' || reachabilityOf(instance) !== 'up' || run?.startedAt == null) return null;
  if (facts.inPrometheus === null) return null;
  const writtenAt = run.startedAt + (run.durationSeconds ?? 0) * 1000;
  const allowed = 2 * (instance.target.scrapeIntervalSeconds ?? DEFAULT_INTERVAL_SECONDS) + BEHIND_SLACK_SECONDS;
  if (now - writtenAt <= allowed * 1000) return null;
  const known = seen.prometheus?.lastRun ?? null;
  if (known?.startedAt != null && known.startedAt >= run.startedAt) return null;
  if (facts.inPrometheus && known?.startedAt == null) return null;
  return finding(
    'warning',
    'prometheus-behind',
    facts.inPrometheus
      ? say`Prometheus shows an older run than the exporter, for more than two scrapes: alert rules judge the old one`
      : say`Prometheus scrapes ${instance.instance} but does not have this job: no alert rule sees it`,
    [
      say`the exporter shows a run that started ${moment(run.startedAt)} and ended ${shortDuration((now - writtenAt) / 1000)} ago`,
      facts.inPrometheus && known?.startedAt != null
        ? say`Prometheus shows one that started ${moment(known.startedAt)}`
        : say`${instance.target.source} has no ${classicName(facts.metric, 'start')}, last scrape ${moment(instance.target.lastScrapeAt ?? now)}`,
    ],
    say`look for metric_relabel_configs, sample_limit or another exporter behind ${shownUrl(instance.target.scrapeUrl)}`,
  );
}

function collision(facts: JobFacts): Finding | null {
  if (facts.collidesWith.length === 0) return null;
  return finding(
    'warning',
    'name-collision',
    say`the series name duplicati_${facts.metric}_* is also that of ${facts.collidesWith.join(', ')}`,
    [
      say`one name, several jobs: rules can't tell them apart, and a missing one is not noticed while another reports`,
      say`the classic wrapper sends jobs of the same host name and path to the same folder at the destination`,
    ],
    say`give each host a name of its own, and paths that differ in more than / and _`,
  );
}

/** What is wrong between the exporter, Prometheus and us. */
export const SOURCE_RULES: readonly Rule[] = [unreachable, undecided, noInstance, silence, behind, collision];
