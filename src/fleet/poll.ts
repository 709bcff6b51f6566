import type { Snapshot } from '../domain/snapshot.ts';
import type { EpochMs } from '../domain/time.ts';
import { collect } from './collect.ts';
import type { Fleet, FleetPorts } from './fleet.ts';
import type { FleetStream, FleetView } from './fleet-stream.ts';
import type { Gathering } from './gathering.ts';

/** Between two pictures of a round that is going on: the first one is wanted at once, later ones have rows to show meanwhile. */
const FIRST_ROUND_PAINT_MS = 250;
const LATER_ROUND_PAINT_MS = 1000;
/** Putting a snapshot together must not take more than this share of the time. */
const PAINT_SHARE = 1 / 5;
/** How much longer the wait becomes while no source answers. */
const LONGEST_BACKOFF = 4;

/** Asks the fleet again and again, the first time at once, then `intervalMs` after the end of each round. */
export function pollFleet(
  fleet: Fleet,
  ports: FleetPorts,
  { intervalMs }: { readonly intervalMs: number },
): FleetStream {
  return new Poll(fleet, ports, intervalMs);
}

const NOTHING_YET: FleetView = {
  snapshot: null,
  previous: null,
  refreshing: false,
  refreshedAt: null,
  nextAt: null,
  paused: false,
};

class Poll implements FleetStream {
  readonly #fleet: Fleet;
  readonly #ports: FleetPorts;
  readonly #intervalMs: number;
  readonly #listeners = new Set<() => void>();
  readonly #ending = new AbortController();
  #view = NOTHING_YET;
  #gathering: Gathering | null = null;
  /** Rounds in a row in which no source answered. */
  #failures = 0;
  #cancelNext: (() => void) | null = null;
  #again = false;

  constructor(fleet: Fleet, ports: FleetPorts, intervalMs: number) {
    this.#fleet = fleet;
    this.#ports = ports;
    this.#intervalMs = intervalMs;
    this.refresh();
  }

  view(): FleetView {
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  refresh(): void {
    if (this.#ending.signal.aborted) return;
    if (this.#view.refreshing) {
      this.#again = true;
      return;
    }
    this.#cancelNext?.();
    this.#cancelNext = null;
    this.#change({ refreshing: true, nextAt: null });
    void this.#round();
  }

  pause(): void {
    this.#cancelNext?.();
    this.#cancelNext = null;
    this.#change({ paused: true, nextAt: null });
  }

  resume(): void {
    this.#change({ paused: false });
    if (!this.#view.refreshing) this.refresh();
  }

  stop(): void {
    this.#cancelNext?.();
    this.#ending.abort();
    this.#listeners.clear();
  }

  async #round(): Promise<void> {
    const { snapshot: before } = this.#view;
    const whole = this.#gathering !== null;
    const painter = this.#painter(whole ? LATER_ROUND_PAINT_MS : FIRST_ROUND_PAINT_MS, whole);
    const { snapshot, gathering } = await collect(this.#fleet, this.#ports, {
      signal: this.#ending.signal,
      previous: this.#gathering,
      onProgress: painter.progress,
    });
    painter.end();
    if (this.#ending.signal.aborted) return;
    this.#gathering = gathering;
    const answered = snapshot.sources.some(({ kind, ok }) => ok && (kind === 'prometheus' || kind === 'exporter'));
    this.#failures = answered ? 0 : this.#failures + 1;
    const now = this.#ports.clock.now();
    this.#change({
      snapshot,
      previous: whole ? before : null,
      refreshing: false,
      refreshedAt: now,
      nextAt: this.#view.paused ? null : this.#schedule(now),
    });
    if (this.#again) {
      this.#again = false;
      this.refresh();
    }
  }

  #schedule(now: EpochMs): EpochMs {
    const delay = this.#intervalMs * Math.min(2 ** Math.max(0, this.#failures - 1), LONGEST_BACKOFF);
    this.#cancelNext = this.#ports.clock.after(delay, () => this.refresh());
    return now + delay;
  }

  /** Shows what a round has read so far, a few times a second at most; a later round not before it has lasted for a while. */
  #painter(everyMs: number, later: boolean): { progress(current: () => Snapshot): void; end(): void } {
    const { clock } = this.#ports;
    let cancel: (() => void) | null = null;
    let latest: (() => Snapshot) | null = null;
    let waitMs = later ? everyMs : 0;
    const paint = () => {
      cancel = null;
      if (latest === null || this.#ending.signal.aborted) return;
      const startedAt = clock.now();
      this.#change({ snapshot: latest() });
      waitMs = Math.max(everyMs, (clock.now() - startedAt) / PAINT_SHARE);
    };
    return {
      progress: (current) => {
        latest = current;
        cancel ??= clock.after(waitMs, paint);
      },
      end: () => cancel?.(),
    };
  }

  #change(change: Partial<FleetView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
