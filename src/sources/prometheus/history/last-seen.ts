import type { EpochMs } from '../../../domain/time.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import type { Prometheus } from '../client.ts';
import { dataOf, outcomeOf, warningsOf } from '../outcome.ts';
import type { Labels, Series } from '../sample.ts';
import { inBatches } from '../selectors.ts';

const HOUR_SECONDS = 3600;
const HOUR_MS = HOUR_SECONDS * 1000;
/** How far back to look, in hours, first for all and then for what is still missing. */
const WINDOWS = [24, 30 * 24] as const;
/** What went in more different hours than that is not all looked for. */
const MOST_HOURS = 24;

/** Something that was there once. */
export interface Seen {
  /** What was asked for. */
  readonly name: string;
  /** The series: of one name there may be several, in more than one instance. */
  readonly key: string;
  readonly at: EpochMs;
}

export interface Search {
  readonly wanted: readonly string[];
  readonly now: EpochMs;
  /** Plain selectors that together pick the series. */
  readonly series: (batch: readonly string[]) => readonly string[];
  /** An expression whose values are the last moments at which they were there, in Unix seconds, made with `lastMoment` of expressions. */
  readonly moments: (batch: readonly string[], lastMoment: (expression: string) => string) => string;
  readonly nameOf: (labels: Labels) => string;
  readonly keyOf: (labels: Labels) => string;
}

interface Found {
  readonly seen: readonly Seen[];
  readonly warnings: readonly SafeText[];
}

/**
 * When each was last there, to the second: first the hour, by one value for each hour whatever was there in it and however shortly, then the
 * moment in it. A failure ends the search with what was found and a warning.
 */
export async function lastSeen(client: Prometheus, search: Search): Promise<Found> {
  const hours = new Map<string, Hour>();
  for (const window of WINDOWS) {
    const known = new Set(Array.from(hours.values(), ({ name }) => name));
    for (const batch of inBatches(search.wanted.filter((name) => !known.has(name)))) {
      const { now } = search;
      const query = search
        .series(batch)
        .map((series) => `last_over_time(${series}[1h])`)
        .join(' or ');
      const range = { start: now - (window - 1) * HOUR_MS, end: now, stepSeconds: HOUR_SECONDS };
      const outcome = await outcomeOf(client.range(query, range));
      if (outcome.kind !== 'data') return { seen: [], warnings: warningsOf('last known values', outcome) };
      for (const series of dataOf(outcome) ?? []) noteHour(hours, search, series);
    }
  }
  return momentsIn(client, search, hours);
}

/** The hour that ends at `end` is the last one in which a series was there. */
interface Hour {
  readonly name: string;
  readonly end: EpochMs;
}

function noteHour(hours: Map<string, Hour>, { wanted, nameOf, keyOf }: Search, { labels, points }: Series): void {
  const [name, key, end] = [nameOf(labels), keyOf(labels), points.at(-1)?.at];
  if (end === undefined || !wanted.includes(name) || end <= (hours.get(key)?.end ?? 0)) return;
  hours.set(key, { name, end });
}

async function momentsIn(client: Prometheus, search: Search, hours: ReadonlyMap<string, Hour>): Promise<Found> {
  const seen: Seen[] = [];
  const warnings: SafeText[] = [];
  const byEnd = [...Map.groupBy(hours.values(), ({ end }) => end)].sort(([one], [other]) => other - one);
  if (byEnd.length > MOST_HOURS)
    warnings.push(say`last known values: only the newest were read, of ${MOST_HOURS} hours`);
  for (const [end, group] of byEnd.slice(0, MOST_HOURS)) {
    for (const batch of inBatches([...new Set(group.map(({ name }) => name))])) {
      const outcome = await outcomeOf(client.instant(search.moments(batch, lastMoment), { at: end }));
      warnings.push(...warningsOf('last known values', outcome));
      if (outcome.kind !== 'data') return { seen, warnings };
      for (const { labels, value } of dataOf(outcome) ?? []) {
        const key = search.keyOf(labels);
        const hour = hours.get(key);
        if (hour?.end === end && Number.isFinite(value))
          seen.push({ name: hour.name, key, at: Math.round(value * 1000) });
      }
    }
  }
  return { seen, warnings };
}

/** The moment of an expression's last sample within the last hour: a moment of evaluation, unless the expression is a plain selector. */
function lastMoment(expression: string): string {
  return `max_over_time(timestamp(${expression})[1h:1s])`;
}
