import type { Cause, CauseCode } from '../cause.ts';
import type { ChainFacts } from './chain-facts.ts';
import type { Fault, Link } from './link.ts';
import { alertLink, alertmanagerLink } from './links/alert.ts';
import { databaseLink } from './links/database.ts';
import { destinationLink } from './links/destination.ts';
import { diskLink } from './links/disk.ts';
import { exporterLink } from './links/exporter.ts';
import { hostLink } from './links/host.ts';
import { metricsLink } from './links/metrics.ts';
import { outcomeLink } from './links/outcome.ts';
import { ruleLink } from './links/rule.ts';
import { runLink } from './links/run.ts';
import { scheduleLink } from './links/schedule.ts';
import { seriesLink } from './links/series.ts';
import { startLink } from './links/start.ts';
import { targetLink } from './links/target.ts';
import { wrapperLink } from './links/wrapper.ts';

/** A link with what its fault follows from, where that is one of an earlier link. */
export interface JudgedLink extends Link {
  readonly followsFrom: CauseCode | null;
}

/** The whole chain of a job, and where it breaks first. */
export interface Diagnosis {
  readonly host: string;
  /** Exact, as far as host or sources tell; `null` for a host without a job. */
  readonly path: string | null;
  readonly facts: ChainFacts;
  readonly links: readonly JudgedLink[];
  /** The first broken link's; `null` where nothing was found. */
  readonly first: Fault | null;
  /** What else is wrong, and does not follow from it. */
  readonly others: readonly Fault[];
}

/** In the order of the chain. */
const LINKS: readonly ((facts: ChainFacts) => Link)[] = [
  hostLink,
  scheduleLink,
  wrapperLink,
  startLink,
  runLink,
  databaseLink,
  destinationLink,
  diskLink,
  outcomeLink,
  metricsLink,
  exporterLink,
  targetLink,
  seriesLink,
  ruleLink,
  alertLink,
  alertmanagerLink,
];

const NO_RUN: readonly CauseCode[] = ['never-ran', 'late', 'textfile-missing'];
const NO_METRICS: readonly CauseCode[] = [
  'textfile-missing',
  'textfile-rejected',
  'textfile-shadowed',
  'never-ran',
  'late',
  'prometheus-behind',
  'scrape-failing',
];

/** What each fault makes of the links behind it: these are not blamed. */
const FOLLOWS: Readonly<Partial<Record<CauseCode, readonly CauseCode[]>>> = {
  'not-scheduled': NO_RUN,
  'wrapper-missing': [...NO_RUN, 'exit-not-found'],
  'exit-not-found': [...NO_RUN, 'exit-not-found', 'exit-failed'],
  'never-ran': [...NO_RUN, 'prometheus-behind'],
  'run-interrupted': [...NO_RUN, 'exit-killed', 'slow'],
  'skipped-locked': [...NO_RUN, 'slow'],
  'clock-skew': ['clock-skew', 'late', 'prometheus-behind'],
  'database-locked': ['database-locked', 'exit-failed'],
  'database-damaged': ['exit-failed', 'exit-errors'],
  'destination-unreachable': ['exit-failed', 'exit-partial', 'exit-errors'],
  'disk-full': ['disk-full', 'exit-failed', 'exit-partial', 'late', 'textfile-missing', 'textfile-rejected'],
  'textfile-rejected': NO_METRICS,
  'textfile-shadowed': NO_METRICS,
  'textfile-missing': NO_METRICS,
  'exporter-down': [...NO_METRICS, 'host-unreachable', 'exporter-down', 'not-a-target'],
  'not-a-target': NO_METRICS,
  'scrape-failing': NO_METRICS,
  'rule-mismatch': ['rule-missing', 'rule-error'],
};

/** Walks the chain: the first broken link is the cause, and what follows from it is not blamed. */
export function diagnose(facts: ChainFacts): Diagnosis {
  const blamed: Fault[] = [];
  const links = LINKS.map((of): JudgedLink => {
    const link = of(facts);
    let followsFrom: CauseCode | null = null;
    const own: Fault[] = [];
    for (const fault of link.faults) {
      const earlier = blamed.find(({ cause }) => follows(fault.cause, cause));
      if (earlier === undefined) own.push(fault);
      else followsFrom ??= earlier.cause.code;
    }
    blamed.push(...own);
    return { ...link, followsFrom: own.length > 0 ? null : followsFrom };
  });
  const [first = null, ...others] = blamed;
  return { host: facts.host, path: facts.path, facts, links, first, others };
}

function follows({ code }: Cause, { code: from }: Cause): boolean {
  // Of a host that nobody reaches nothing else is known.
  return code === from || from === 'host-unreachable' || (FOLLOWS[from]?.includes(code) ?? false);
}
