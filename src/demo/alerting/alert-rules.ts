import { classicName, type Metric } from '../../domain/metric.ts';
import type { EpochMs, Seconds } from '../../domain/time.ts';
import type { SimulatedJob } from '../fleet/simulated-host.ts';
import type { ScrapedHost } from '../scrape/scraped-host.ts';
import type { Labels } from '../scrape/stored-series.ts';
import { absentSince, failureAt, lateAt } from './conditions.ts';

/** When the expression of a rule holds: since when, for which series, and what its value is. */
interface Holding {
  readonly since: EpochMs;
  readonly labels: Labels;
  readonly value: number;
}

/** An alert rule of the field, over the classic series of one job. */
export interface AlertingRule {
  readonly name: string;
  /** As it stands in the rule file. */
  readonly expression: string;
  readonly waitSeconds: Seconds;
  readonly labels: Labels;
  /** Templates. */
  readonly annotations: Labels;
  holdsAt(at: EpochMs): Holding | null;
}

export const RULE_GROUP = 'Amaterasu';
const WAIT_SECONDS: Seconds = 60;
const LABELS = { severity: 'error' };
const HOUR: Seconds = 3600;

/** Two for each job that is watched. */
export function alertingRules(hosts: readonly ScrapedHost[]): readonly AlertingRule[] {
  return hosts.flatMap((host) =>
    host.host.jobs.flatMap((job) => (job.watched === null ? [] : rulesOf(job, job.watched, host))),
  );
}

function rulesOf(job: SimulatedJob, watched: Metric, host: ScrapedHost): readonly AlertingRule[] {
  const name = `MONITORED DUPLICATI JOB ${watched}`;
  const id = `${host.host.nodename}:${job.path}`;
  const start = classicName(watched, 'start');
  const { maxAgeSeconds } = job;
  const target = { instance: host.instance, job: host.host.scrapeJob };
  const isOwn = watched === job.metric;
  return [
    {
      name: `${name} DIDNT START IN ${maxAgeSeconds / HOUR}hrs`,
      expression: `time() - ${start} > ${maxAgeSeconds} or absent(${start})`,
      waitSeconds: WAIT_SECONDS,
      labels: LABELS,
      annotations: {
        summary: `The backup of ${id} has not started for ${maxAgeSeconds / HOUR} hours, or its metrics are gone.`,
      },
      holdsAt: (at) => {
        const late = isOwn ? lateAt(job, host, at) : null;
        if (late !== null) return { ...late, labels: target };
        const since = absentSince(job, host, at, isOwn);
        return since === null ? null : { since, labels: {}, value: 1 };
      },
    },
    {
      name: `${name} HAD FAILURE`,
      expression: `${classicName(watched, 'exitCode')} > 9`,
      waitSeconds: WAIT_SECONDS,
      labels: LABELS,
      annotations: { summary: `The backup of ${id} failed with exit code {{ $value }}.` },
      holdsAt: (at) => {
        const failure = isOwn ? failureAt(job, host, at) : null;
        return failure && { ...failure, labels: target };
      },
    },
  ];
}
