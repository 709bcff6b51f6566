import type { DirectAnswer } from '../../domain/judge/facts.ts';
import type { InstanceReading } from '../../domain/reading.ts';
import type { Target } from '../../domain/target.ts';
import type { EpochMs } from '../../domain/time.ts';
import { ownScrapeJobs } from './own-scrape-jobs.ts';
import type { Readings } from './readings.ts';

/** One machine's node exporter, with what each source says about it. */
export interface InstanceGroup {
  readonly instance: string;
  /** Scrape jobs that hold this instance alone: in the field such a job is named after its host. */
  readonly ownScrapeJobs: readonly string[];
  readonly nodename: string | null;
  /** Live readings, newest first. */
  readonly prometheus: readonly InstanceReading[];
  readonly exporter: InstanceReading | null;
  /** Newest first. */
  readonly lastKnown: readonly InstanceReading[];
  /** As the Prometheus sees it that scrapes it, if any does. */
  readonly target: Target | null;
  readonly failingTargets: readonly Target[];
  readonly direct: DirectAnswer | null;
}

/**
 * Puts together what is said of one node exporter: by `instance` and scrape job, split where two Prometheus use one instance label for
 * different machines (another nodename), joined where one machine is scraped twice (same nodename, same files written at the same moments).
 * A target that nothing else speaks of is no node exporter, unless `isWanted` says so.
 */
export function groupInstances(readings: Readings, isWanted: (target: Target) => boolean): readonly InstanceGroup[] {
  const drafts = new Drafts();
  for (const reading of readings.instances)
    if (reading.source.startsWith('prometheus:')) drafts.of(reading).add(reading);
  for (const reading of readings.instances)
    if (!reading.source.startsWith('prometheus:')) drafts.of(reading).add(reading);
  for (const { instance, scrapeJob, answer } of readings.direct) {
    const draft = drafts.find(instance, scrapeJob) ?? drafts.create(instance, scrapeJob, null);
    draft.direct = answer;
  }
  for (const target of readings.targets) {
    const draft = drafts.find(target.instance, target.scrapeJob);
    if (draft) draft.targets.push(target);
    else if (isWanted(target)) drafts.create(target.instance, target.scrapeJob, null).targets.push(target);
  }
  const joined = joinSameMachine(drafts.all());
  const ownJobs = ownScrapeJobs(joined, readings.targets);
  return joined.map((draft) => finish(draft, ownJobs(draft)));
}

class Drafts {
  readonly #all: Draft[] = [];
  readonly #byInstance = new Map<string, Draft[]>();

  all(): readonly Draft[] {
    return this.#all;
  }

  /** The draft that a reading belongs to: same instance and scrape job, and no other nodename. */
  of(reading: InstanceReading): Draft {
    const same = this.#candidates(reading.instance, reading.scrapeJob).find(
      (draft) => draft.nodename === null || reading.nodename === null || draft.nodename === reading.nodename,
    );
    return same ?? this.create(reading.instance, reading.scrapeJob, reading.nodename);
  }

  find(instance: string, scrapeJob: string | null): Draft | null {
    return this.#candidates(instance, scrapeJob)[0] ?? null;
  }

  create(instance: string, scrapeJob: string | null, nodename: string | null): Draft {
    const draft = new Draft(instance, scrapeJob, nodename);
    this.#all.push(draft);
    const known = this.#byInstance.get(instance);
    if (known) known.push(draft);
    else this.#byInstance.set(instance, [draft]);
    return draft;
  }

  /** An exporter that was named by its address alone has no scrape job: its instance must do. */
  #candidates(instance: string, scrapeJob: string | null): readonly Draft[] {
    const known = this.#byInstance.get(instance) ?? [];
    return scrapeJob === null
      ? known
      : known.filter((draft) => draft.scrapeJobs.size === 0 || draft.scrapeJobs.has(scrapeJob));
  }
}

class Draft {
  instance: string;
  scrapeJobs = new Set<string>();
  nodename: string | null;
  prometheus: InstanceReading[] = [];
  exporter: InstanceReading | null = null;
  lastKnown: InstanceReading[] = [];
  targets: Target[] = [];
  direct: DirectAnswer | null = null;

  constructor(instance: string, scrapeJob: string | null, nodename: string | null) {
    this.instance = instance;
    this.nodename = nodename;
    if (scrapeJob !== null) this.scrapeJobs.add(scrapeJob);
  }

  add(reading: InstanceReading): void {
    this.nodename ??= reading.nodename;
    if (reading.scrapeJob !== null) this.scrapeJobs.add(reading.scrapeJob);
    if (reading.stale) this.lastKnown.push(reading);
    else if (reading.source.startsWith('exporter:')) this.exporter = newer(this.exporter, reading);
    else this.prometheus.push(reading);
  }

  absorb(other: Draft): void {
    for (const job of other.scrapeJobs) this.scrapeJobs.add(job);
    this.prometheus.push(...other.prometheus);
    this.targets.push(...other.targets);
    if (other.exporter) this.exporter = newer(this.exporter, other.exporter);
    this.lastKnown.push(...other.lastKnown);
    this.direct ??= other.direct;
  }
}

function joinSameMachine(drafts: readonly Draft[]): readonly Draft[] {
  const kept: Draft[] = [];
  const byFingerprint = new Map<string, Draft>();
  for (const draft of drafts) {
    const fingerprints = machineFingerprints(draft);
    const twin = fingerprints.map((each) => byFingerprint.get(each)).find((each) => each !== undefined);
    for (const each of fingerprints) byFingerprint.set(each, twin ?? draft);
    if (twin) twin.absorb(draft);
    else kept.push(draft);
  }
  return kept;
}

/**
 * What two entries for one machine have in common: the address that is scraped with the name found there; or that name with the same files,
 * written at the same seconds, that tell the same runs: two machines of one name do not manage that.
 */
function machineFingerprints(draft: Draft): readonly string[] {
  const { nodename } = draft;
  const addresses = draft.targets.map(({ scrapeUrl }) => `${nodename ?? ''}\0${scrapeUrl}`);
  if (nodename === null) return addresses;
  const reading = draft.exporter ?? draft.prometheus[0];
  if (!reading || reading.runs.size === 0 || reading.textFiles.length === 0) return addresses;
  const files = reading.textFiles.map(({ file, modifiedAt }) => `${file} ${Math.round(modifiedAt / 1000)}`).sort();
  const runs = Array.from(
    reading.runs,
    ([metric, run]) => `${metric} ${run.startedAt} ${run.durationSeconds} ${run.exitCode}`,
  ).sort();
  return [...addresses, [nodename, ...files, ...runs].join('\0')];
}

function finish(draft: Draft, ownScrapeJobs: readonly string[]): InstanceGroup {
  const target = healthiest(draft.targets);
  return {
    instance: draft.instance,
    ownScrapeJobs,
    nodename: draft.nodename,
    prometheus: newestFirst(draft.prometheus),
    exporter: draft.exporter,
    lastKnown: newestFirst(draft.lastKnown),
    target,
    failingTargets: target?.health === 'up' ? draft.targets.filter(({ health }) => health === 'down') : [],
    direct: draft.direct,
  };
}

/** Of several Prometheus that scrape the instance, the one that succeeds speaks for it. */
function healthiest(targets: readonly Target[]): Target | null {
  const rank = { up: 0, down: 1, unknown: 2 } as const;
  return targets.reduce<Target | null>(
    (best, next) => (best === null || rank[next.health] < rank[best.health] ? next : best),
    null,
  );
}

function newestFirst(readings: readonly InstanceReading[]): readonly InstanceReading[] {
  return readings.length < 2 ? readings : readings.toSorted((one, other) => other.at - one.at);
}

function newer<Timed extends { readonly at: EpochMs }>(one: Timed | null, other: Timed): Timed {
  return one !== null && one.at > other.at ? one : other;
}

/** Whether its exporter says that it dropped a file, so that a job may be hidden behind another of nearly the same name. */
export function dropsFiles(group: InstanceGroup | null): boolean {
  const newest = group?.exporter ?? group?.prometheus[0];
  return newest?.textfileError === true;
}
