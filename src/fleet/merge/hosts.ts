import type { Job } from '../../domain/job.ts';
import type { InstanceFacts } from '../../domain/judge/facts.ts';
import { judgeHost } from '../../domain/judge/judge.ts';
import { type Reachability, reachabilityOf } from '../../domain/judge/reachability.ts';
import { refusedCharacter } from '../../domain/metric-name.ts';
import type { Host } from '../../domain/snapshot.ts';
import { type SafeText, visible } from '../../text/safe-text.ts';
import { shownUrl } from '../../text/shown-url.ts';

const UP: Readonly<Record<Reachability, boolean | null>> = {
  up: true,
  'only-direct': true,
  'not-a-target': true,
  'exporter-down': false,
  'host-unreachable': false,
  'scrape-failing': false,
  unknown: null,
};

/** A host with an instance, and what is wrong with it beyond its jobs. */
export function hostOf(facts: InstanceFacts, jobs: readonly Job[]): Host {
  return {
    host: facts.host,
    instance: facts.instance,
    exporter: {
      url: facts.direct?.url ?? (facts.target && shownUrl(facts.target.scrapeUrl)),
      up: UP[reachabilityOf(facts)],
      error: exporterError(facts),
    },
    textfileErrors: facts.textfileError === null ? null : Number(facts.textfileError),
    jobs: jobs.length,
    lastScrapeAt: facts.target?.lastScrapeAt ?? null,
    scrapeIntervalSeconds: facts.target?.scrapeIntervalSeconds ?? null,
    cause: judgeHost(facts, jobs.some(isRejected)),
  };
}

/** A host that declared jobs name and no source knows: the jobs say what is wrong. */
export function unknownHost(host: string, jobs: number): Host {
  return {
    host,
    instance: null,
    exporter: { url: null, up: null, error: null },
    textfileErrors: null,
    jobs,
    lastScrapeAt: null,
    scrapeIntervalSeconds: null,
    cause: null,
  };
}

/** What was seen when we asked it ourselves; else what Prometheus saw. */
function exporterError({ direct, target }: InstanceFacts): SafeText | null {
  if (direct?.kind === 'failed') return direct.message;
  return direct !== null || target?.lastError == null ? null : visible(target.lastError);
}

/** Certainly: it was there before, or its name can't be served. Others may have never run. */
function isRejected({ cause, otherCauses, lastRun, metric }: Job): boolean {
  if (lastRun === null && refusedCharacter(metric) === null) return false;
  return cause?.code === 'textfile-rejected' || otherCauses.some(({ code }) => code === 'textfile-rejected');
}
