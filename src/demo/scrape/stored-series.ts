import type { EpochMs } from '../../domain/time.ts';
import type { ServedSeries } from '../fleet/family.ts';
import { isOpen, openSpans, type ScrapedHost } from './scraped-host.ts';

export type Labels = Readonly<Record<string, string>>;

/** A stretch of time over which a series has one value; `to` is no part of it. */
interface Piece {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly value: number;
}

interface Scraped {
  readonly value: number;
  readonly scrapedAt: EpochMs;
}

/** One series of the simulated Prometheus, at any moment. */
export interface StoredSeries {
  readonly name: string;
  /** The name is one of them. */
  readonly labels: Labels;
  /** What an instant query finds; `null`: stale, or never there. */
  sampleAt(at: EpochMs): Scraped | null;
  /** Oldest first, without gaps where there are none. */
  piecesIn(from: EpochMs, to: EpochMs): readonly Piece[];
}

/** Everything that was scraped of the hosts, and `up` for each. */
export function storedSeries(hosts: readonly ScrapedHost[]): readonly StoredSeries[] {
  return hosts.flatMap((host) => [
    upSeries(host),
    ...host.families.flatMap(({ name, series }) => series.map((served) => new Stored(host, name, served))),
  ]);
}

class Stored implements StoredSeries {
  readonly name: string;
  readonly #host: ScrapedHost;
  readonly #served: ServedSeries;
  #labels: Labels | null = null;

  constructor(host: ScrapedHost, name: string, served: ServedSeries) {
    this.name = name;
    this.#host = host;
    this.#served = served;
  }

  get labels(): Labels {
    this.#labels ??= this.#allLabels();
    return this.#labels;
  }

  #allLabels(): Labels {
    const { instance, host } = this.#host;
    const labels: Record<string, string> = { __name__: this.name, instance, job: host.scrapeJob };
    const own = this.#served.labels;
    // Not by spreading: that takes ten times as long, and there may be 100,000 series.
    for (const name in own) labels[name] = own[name] ?? '';
    return labels;
  }

  sampleAt(at: EpochMs): Scraped | null {
    const scrapedAt = this.#host.scrapedBy(at);
    if (!isOpen(this.#host, scrapedAt)) return null;
    const value = this.#served.valueAt(scrapedAt);
    return value === null ? null : { value, scrapedAt };
  }

  piecesIn(from: EpochMs, to: EpochMs): readonly Piece[] {
    const pieces: Piece[] = [];
    for (const [begin, end] of openSpans(this.#host, from, to)) {
      let at = begin;
      for (const change of this.#served.changesIn(begin, end)) {
        if (change < end && change > at) this.#add(pieces, at, change);
        at = Math.max(at, change);
      }
      if (at < end) this.#add(pieces, at, end);
    }
    return pieces;
  }

  /** Where a change was none for this series, the piece before goes on. */
  #add(pieces: Piece[], from: EpochMs, to: EpochMs): void {
    const value = this.#served.valueAt(from);
    if (value === null) return;
    const before = pieces.at(-1);
    if (before?.to === from && before.value === value) pieces[pieces.length - 1] = { from: before.from, to, value };
    else pieces.push({ from, to, value });
  }
}

function upSeries(host: ScrapedHost): StoredSeries {
  const valueAt = (at: EpochMs) => (isOpen(host, at) ? 1 : 0);
  return {
    name: 'up',
    labels: { __name__: 'up', ...targetLabels(host) },
    sampleAt: (at) => {
      const scrapedAt = host.scrapedBy(at);
      return scrapedAt < host.since ? null : { value: valueAt(scrapedAt), scrapedAt };
    },
    piecesIn: (from, to) => {
      const begin = Math.max(from, host.since);
      const moments = [begin, ...openSpans(host, begin, to).flat(), to];
      return moments.slice(0, -1).flatMap((at, index) => {
        const end = moments[index + 1] ?? to;
        return at < end ? [{ from: at, to: end, value: valueAt(at) }] : [];
      });
    },
  };
}

function targetLabels({ instance, host }: ScrapedHost): Labels {
  return { instance, job: host.scrapeJob };
}
