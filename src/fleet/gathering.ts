import type { DeclaredJob } from '../domain/declared-job.ts';
import type { Metric } from '../domain/metric.ts';
import type { InstanceReading, SourceId } from '../domain/reading.ts';
import type { SourceState } from '../domain/snapshot.ts';
import type { Target } from '../domain/target.ts';
import type { EpochMs } from '../domain/time.ts';
import { fromRules } from '../sources/declared/from-rules.ts';
import type { ExporterAddress, ExporterOutcome } from '../sources/exporter/outcome.ts';
import { sinceBefore } from '../sources/lately.ts';
import type { PrometheusReading } from '../sources/prometheus/read.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import { directAnswer } from './direct-answer.ts';
import { addressKey, targetsOf } from './exporter-addresses.ts';
import type { LastKnownMemory, NameMemory } from './history.ts';
import type { Readings } from './merge/readings.ts';
import type { RunMemory } from './past-runs.ts';
import { exporterState, prometheusAnswered } from './source-states.ts';

/** For so long a source that fails may be believed to say what it said before. */
const BELIEVED_MS = 5 * 60_000;

/** What is remembered of one Prometheus beside its reading. */
export interface PrometheusHistory {
  readonly past: RunMemory | null;
  readonly names: NameMemory | null;
  readonly lastKnown: LastKnownMemory | null;
}
const NO_HISTORY: PrometheusHistory = { past: null, names: null, lastKnown: null };

/**
 * What the sources have said: in this round, and, of those that have not answered in it, in the last one in which they did. So a snapshot
 * can be made at any time, and a source that fails keeps its rows.
 */
export class Gathering {
  readonly #states = new Map<SourceId, SourceState>();
  readonly #prometheus = new Map<SourceId, PrometheusReading>();
  readonly #history = new Map<SourceId, PrometheusHistory>();
  readonly #outcomes = new Map<SourceId, ExporterOutcome>();
  /** The last page of each exporter. */
  readonly #pages = new Map<SourceId, InstanceReading>();
  readonly #declared = new Map<SourceId, readonly DeclaredJob[]>();
  /** When each Prometheus last gave series. */
  readonly #seriesAt = new Map<SourceId, EpochMs>();
  /** Each metric that a Prometheus has shown in this round or one before. */
  readonly #shown = new Map<SourceId, Set<Metric>>();
  readonly #heardOf = new Set<SourceId>();
  readonly #awaited: readonly SourceId[];

  /** `awaited`: every Prometheus that is asked in this round. */
  constructor(awaited: readonly SourceId[], previous: Gathering | null) {
    this.#awaited = awaited;
    if (previous === null) return;
    this.#states = new Map(previous.#states);
    this.#prometheus = new Map(previous.#prometheus);
    this.#history = new Map(previous.#history);
    this.#outcomes = new Map(previous.#outcomes);
    this.#pages = new Map(previous.#pages);
    this.#declared = new Map(previous.#declared);
    this.#seriesAt = new Map(previous.#seriesAt);
    this.#shown = previous.#shown;
  }

  addState(state: SourceState): void {
    this.#states.set(state.id, state);
    this.#heardOf.add(state.id);
  }

  addPrometheus(reading: PrometheusReading): void {
    const { source, failed } = reading;
    const before = this.#prometheus.get(source) ?? null;
    this.#prometheus.set(source, {
      ...reading,
      instances: failed.has('series') ? (before?.instances ?? []) : reading.instances,
      targets: failed.has('targets') ? (before?.targets ?? null) : reading.targets,
      rules: failed.has('rules') ? (before?.rules ?? null) : reading.rules,
    });
    if (!failed.has('series')) this.#seriesAt.set(source, reading.fetchedAt);
    const shown = this.#shown.get(source) ?? new Set();
    for (const { runs } of reading.instances) for (const metric of runs.keys()) shown.add(metric);
    this.#shown.set(source, shown);
    this.addState(prometheusAnswered(reading));
  }

  addHistory(source: SourceId, history: Partial<PrometheusHistory>): void {
    this.#history.set(source, { ...this.historyOf(source), ...history });
  }

  addOutcome(outcome: ExporterOutcome): void {
    const { source } = outcome;
    const known = outcome.ok
      ? { ...outcome, reading: sinceBefore(outcome.reading, this.#pages.get(source) ?? null) }
      : outcome;
    this.#outcomes.set(source, known);
    if (known.ok) this.#pages.set(source, known.reading);
    this.addState(exporterState(known));
  }

  addDeclared(source: SourceId, jobs: readonly DeclaredJob[]): void {
    this.#declared.set(source, jobs);
  }

  readingOf(source: SourceId): PrometheusReading | null {
    return this.#prometheus.get(source) ?? null;
  }

  historyOf(source: SourceId): PrometheusHistory {
    return this.#history.get(source) ?? NO_HISTORY;
  }

  shownBy(source: SourceId): ReadonlySet<Metric> {
    return this.#shown.get(source) ?? new Set();
  }

  /** At the end of a round: exporters that nobody named in it are none of the fleet's any more. */
  forgetUnheard(): void {
    for (const source of this.#outcomes.keys()) {
      if (this.#heardOf.has(source)) continue;
      for (const memory of [this.#outcomes, this.#pages, this.#states]) memory.delete(source);
    }
  }

  /** Those of configuration and inventories, and those that loaded rules declare. */
  declared(): readonly DeclaredJob[] {
    const byRules = Array.from(this.#prometheus.values(), ({ rules }) => fromRules(rules ?? []).jobs);
    return [...this.#declared.values(), ...byRules].flat();
  }

  readings(now: EpochMs): Readings {
    const prometheus = Array.from(this.#prometheus.values(), (reading) => this.#aged(reading, now));
    const targets = prometheus.flatMap(targetsOf);
    const outcomes = withNamesOf(targets, [...this.#outcomes.values()]);
    const history = [...this.#history.values()];
    const live = [
      ...prometheus.flatMap(({ instances }) => instances),
      ...outcomes.flatMap((each) => this.#pageOf(each)),
    ];
    return {
      sources: Array.from(this.#states.values(), (state) => withWarnings(state, this.#history.get(state.id))),
      instances: [
        ...live,
        ...history.flatMap(({ lastKnown }) => lastKnown?.silent ?? []),
        ...withoutMoved(
          history.flatMap(({ lastKnown }) => lastKnown?.gone ?? []),
          live,
        ),
      ],
      targets,
      targetsKnown: prometheus.some((reading) => reading.targets !== null),
      unanswered: this.#unanswered(now),
      direct: outcomes.map((outcome) => ({
        instance: outcome.address.instance,
        scrapeJob: outcome.address.scrapeJob,
        answer: directAnswer(outcome),
      })),
      rules: prometheus.flatMap(({ rules }) => rules ?? []),
      declared: this.declared(),
      past: history.flatMap(({ past }) => past?.runs ?? []),
    };
  }

  /** Each Prometheus whose series are not known, or not wholly: what is missing may be in them. */
  #unanswered(now: EpochMs): readonly SafeText[] {
    return this.#awaited.flatMap((source) => {
      const state = this.#states.get(source);
      if (!state) return [say`${source} has not answered yet`];
      if (this.#isForgotten(source, now)) return [say`${source}: ${state.error ?? 'its series are not known'}`];
      const reading = this.#prometheus.get(source);
      return reading?.partial ? [say`${source}: ${reading.warnings[0] ?? 'a partial answer'}`] : [];
    });
  }

  /** Whether it fails, and what it said before is too old to be believed. */
  #isForgotten(source: SourceId, now: EpochMs): boolean {
    const failing = this.#states.get(source)?.ok === false;
    return failing && now - (this.#seriesAt.get(source) ?? Number.NEGATIVE_INFINITY) > BELIEVED_MS;
  }

  /** What a Prometheus that fails said is true for a while; then it is last known. Of targets that it does not tell now nothing is said. */
  #aged(reading: PrometheusReading, now: EpochMs): PrometheusReading {
    if (!this.#isForgotten(reading.source, now)) return reading;
    const instances = reading.instances.map((each) => ({ ...each, stale: true }));
    if (now - reading.fetchedAt <= BELIEVED_MS) return { ...reading, instances };
    return { ...reading, instances, targets: null, up: new Map() };
  }

  /** An exporter that does not answer any more is remembered by its last page. */
  #pageOf(outcome: ExporterOutcome): readonly InstanceReading[] {
    if (outcome.ok) return [outcome.reading];
    const page = this.#pages.get(outcome.source);
    const { instance, scrapeJob } = outcome.address;
    return page ? [{ ...page, instance, scrapeJob, stale: true }] : [];
  }
}

/** An exporter that was asked by its address alone goes by the names of the target with that address. */
function withNamesOf(targets: readonly Target[], outcomes: readonly ExporterOutcome[]): readonly ExporterOutcome[] {
  if (outcomes.every(({ address }) => address.scrapeJob !== null)) return outcomes;
  const named = new Map(targets.map((target) => [addressKey(target.scrapeUrl), target]));
  return outcomes.map((outcome) => {
    const target = outcome.address.scrapeJob === null ? named.get(addressKey(outcome.address.url)) : undefined;
    if (!target) return outcome;
    const { instance, scrapeJob } = target;
    const address: ExporterAddress = { ...outcome.address, instance, scrapeJob };
    return outcome.ok
      ? { ...outcome, address, reading: { ...outcome.reading, instance, scrapeJob } }
      : { ...outcome, address };
  });
}

function withWarnings(state: SourceState, history: PrometheusHistory = NO_HISTORY): SourceState {
  const more = [history.past, history.names, history.lastKnown].flatMap((each) => each?.warnings ?? []);
  return more.length === 0 ? state : { ...state, warnings: [...new Set([...state.warnings, ...more])] };
}

/** A job that is gone from one place and shown in another has moved: its instance goes by a new name. */
function withoutMoved(gone: readonly InstanceReading[], all: readonly InstanceReading[]): readonly InstanceReading[] {
  if (gone.length === 0) return gone;
  const shown = new Set(all.flatMap(({ stale, runs }) => (stale ? [] : [...runs.keys()])));
  return gone.map((reading) => ({
    ...reading,
    runs: new Map([...reading.runs].filter(([metric]) => !shown.has(metric))),
  }));
}
