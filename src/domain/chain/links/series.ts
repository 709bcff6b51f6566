import { shortDuration } from '../../../text/duration.ts';
import { say } from '../../../text/safe-text.ts';
import { classicName } from '../../metric.ts';
import { type ChainFacts, judged } from '../chain-facts.ts';
import { brokenBy, intact, judgedFault, type Link, unchecked } from '../link.ts';

/** Whether Prometheus has the job's series, and how far it is behind the exporter. */
export function seriesLink(facts: ChainFacts): Link {
  const { job, now } = facts;
  const faults = judged(facts, 'prometheus-behind', 'name-collision').map((cause) => judgedFault(cause));
  const show = job === null ? null : say`promtool query instant URL '${classicName(job.metric, 'start')}'`;
  return brokenBy('series', faults, { show }, () => {
    if (!facts.asksPrometheus) return unchecked('series', say`no Prometheus was asked`);
    const sighting = job?.seen.prometheus ?? null;
    if (sighting === null) return unchecked('series', say`Prometheus shows no series of it`, { show });
    const age = shortDuration(Math.max(0, now - sighting.at) / 1000);
    if (sighting.stale) return unchecked('series', say`${sighting.source} last had it ${age} ago`, { show });
    const [own, theirs] = [sighting.lastRun?.startedAt ?? null, job?.seen.exporter?.lastRun?.startedAt ?? null];
    const behind =
      own !== null && theirs !== null && theirs > own
        ? say`the exporter shows a later run: the next scrape brings it`
        : null;
    return intact('series', say`${sighting.source} has it, as of ${age} ago`, { evidence: [behind], show });
  });
}
