import type { Snapshot } from '../../../src/domain/snapshot.ts';
import type { FleetStream, FleetView } from '../../../src/fleet/fleet-stream.ts';

const NOTHING_YET: FleetView = {
  snapshot: null,
  previous: null,
  refreshing: true,
  refreshedAt: null,
  nextAt: null,
  paused: false,
};

/** A stream that a test drives; what the terminal asked of it is in `asked`. */
export class FakeStream implements FleetStream {
  readonly asked: string[] = [];
  readonly #listeners = new Set<() => void>();
  #view: FleetView;

  constructor(view: Partial<FleetView> = {}) {
    this.#view = { ...NOTHING_YET, ...view };
  }

  view(): FleetView {
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  refresh(): void {
    this.asked.push('refresh');
  }

  pause(): void {
    this.asked.push('pause');
    this.change({ paused: true, nextAt: null });
  }

  resume(): void {
    this.asked.push('resume');
    this.change({ paused: false });
  }

  stop(): void {
    this.asked.push('stop');
  }

  change(change: Partial<FleetView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** A round has ended with this; the next begins in 15 s. */
  refreshed(snapshot: Snapshot): void {
    const { snapshot: previous } = this.#view;
    const at = snapshot.generatedAt;
    this.change({ snapshot, previous, refreshing: false, refreshedAt: at, nextAt: at + 15_000 });
  }
}
