import type { Snapshot } from '../domain/snapshot.ts';
import type { ExporterAddress } from '../sources/exporter/outcome.ts';
import { sweepExporters } from '../sources/exporter/sweep.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import { type PrometheusReading, readPrometheus } from '../sources/prometheus/read.ts';
import { SourceError } from '../sources/source-error.ts';
import { backupHostsAmong } from './backup-hosts.ts';
import { addressesIn, addressKey } from './exporter-addresses.ts';
import type { DeclaredSource, Fleet, FleetPorts } from './fleet.ts';
import { Gathering } from './gathering.ts';
import { lastKnownFor, type NameMemory, namesFor } from './history.ts';
import type { HistoryPorts } from './in-time.ts';
import { merge } from './merge/merge.ts';
import { pastRunsFor } from './past-runs.ts';
import { declaredState, prometheusFailed } from './source-states.ts';

export interface CollectOptions {
  readonly signal?: AbortSignal;
  /** Called whenever something more has been read, with a way to the snapshot of what is known by then. */
  readonly onProgress?: (current: () => Snapshot) => void;
  /** What the round before has read: believed for a while of sources that fail in this one. */
  readonly previous?: Gathering | null;
}

export interface Collected {
  readonly snapshot: Snapshot;
  readonly gathering: Gathering;
}

/** Asks every source of the fleet once, all at the same time, and puts together what they say. A source that fails is told, never thrown. */
export async function collect(fleet: Fleet, ports: FleetPorts, options: CollectOptions = {}): Promise<Collected> {
  const round = new CollectRound(fleet, ports, options);
  return round.run();
}

class CollectRound {
  readonly #fleet: Fleet;
  readonly #ports: FleetPorts;
  readonly #options: CollectOptions;
  readonly #gathering: Gathering;
  /** Addresses that are asked already. */
  readonly #asked = new Set<string>();

  constructor(fleet: Fleet, ports: FleetPorts, options: CollectOptions) {
    this.#fleet = fleet;
    this.#ports = ports;
    this.#options = options;
    this.#gathering = new Gathering(
      fleet.prometheus.map(({ source }) => source),
      options.previous ?? null,
    );
  }

  async run(): Promise<Collected> {
    const { prometheus, exporters, declared } = this.#fleet;
    const named = exporters.urls.map((url) => ({ url, instance: URL.parse(url)?.host ?? url, scrapeJob: null }));
    // Quick, and tells which silent targets are backup hosts.
    const known = Promise.all(declared.map((source) => this.#readDeclared(source)));
    await Promise.all([known, this.#sweep(named), ...prometheus.map((client) => this.#readPrometheus(client, known))]);
    this.#gathering.forgetUnheard();
    return { snapshot: this.#snapshot(), gathering: this.#gathering };
  }

  #snapshot(): Snapshot {
    const now = this.#ports.clock.now();
    return merge(this.#gathering.readings(now), this.#fleet.settings, now);
  }

  #progress(): void {
    this.#options.onProgress?.(() => this.#snapshot());
  }

  async #readDeclared(source: DeclaredSource): Promise<void> {
    const fetchedAt = this.#ports.clock.now();
    const timed = () => ({ fetchedAt, durationMs: this.#ports.clock.now() - fetchedAt });
    try {
      const { jobs, warnings } = await source.read();
      this.#gathering.addDeclared(source.id, jobs);
      this.#gathering.addState(declaredState(source, null, timed(), warnings));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#gathering.addState(declaredState(source, error.message, timed(), []));
    }
    this.#progress();
  }

  async #readPrometheus(client: Prometheus, declared: Promise<unknown>): Promise<void> {
    const names = this.#fleet.history ? namesFor(client, this.#gathering, this.#historyPorts()) : null;
    const answered = await this.#askPrometheus(client);
    // Its exporters may answer though it does not.
    const reading = answered ?? this.#gathering.readingOf(client.source);
    await declared;
    const isWanted = backupHostsAmong(this.#gathering.declared());
    await Promise.all([
      reading && this.#fleet.exporters.direct ? this.#sweep(addressesIn(reading, isWanted)) : null,
      names?.then((known) => answered && this.#readLastKnown(client, answered, known)),
      answered && this.#fleet.history ? this.#readPastRuns(client, answered) : null,
    ]);
  }

  async #askPrometheus(client: Prometheus): Promise<PrometheusReading | null> {
    const { clock } = this.#ports;
    const fetchedAt = clock.now();
    try {
      const reading = await readPrometheus(client, { clock, ...signalOf(this.#options) });
      this.#gathering.addPrometheus(reading);
      return reading;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.#gathering.addState(prometheusFailed(client, error, { fetchedAt, durationMs: clock.now() - fetchedAt }));
      return null;
    } finally {
      this.#progress();
    }
  }

  async #readLastKnown(client: Prometheus, reading: PrometheusReading, names: NameMemory): Promise<void> {
    if (await lastKnownFor(client, reading, names, this.#gathering, this.#historyPorts())) this.#progress();
  }

  #readPastRuns(client: Prometheus, reading: PrometheusReading): Promise<void> {
    return pastRunsFor(client, reading, this.#gathering, this.#historyPorts(), () => this.#progress());
  }

  #historyPorts(): HistoryPorts {
    return { clock: this.#ports.clock, signal: this.#options.signal };
  }

  async #sweep(addresses: readonly ExporterAddress[]): Promise<void> {
    const fresh = addresses.filter(({ url }) => {
      const key = addressKey(url);
      return !this.#asked.has(key) && this.#asked.add(key);
    });
    if (fresh.length === 0) return;
    await sweepExporters(fresh, this.#ports, {
      ...this.#fleet.exporters.options,
      ...signalOf(this.#options),
      onOutcome: (outcome) => {
        this.#gathering.addOutcome(outcome);
        this.#progress();
      },
    });
  }
}

function signalOf({ signal }: CollectOptions): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
