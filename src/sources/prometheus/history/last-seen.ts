import type { EpochMs } from '../../../domain/time.ts';
import type { SafeText } from '../../../text/safe-text.ts';
import type { Prometheus } from '../client.ts';
import { dataOf, outcomeOf, warningsOf } from '../outcome.ts';
import type { Sample } from '../sample.ts';
import { inBatches } from '../selectors.ts';

/** How far back to look, and how finely: a moment is right to one step. */
export interface Window {
  readonly range: string;
  readonly step: string;
}

/** No step is longer than Prometheus' lookback of 5 minutes, or a sample could fall between two of them. */
const WINDOWS: readonly Window[] = [
  { range: '10m', step: '1s' },
  { range: '1h', step: '5s' },
  { range: '6h', step: '1m' },
  { range: '1d', step: '2m' },
  { range: '7d', step: '5m' },
  { range: '30d', step: '5m' },
];

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
  /** Its samples' values are moments in Unix seconds. */
  readonly query: (batch: readonly string[], window: Window) => string;
  readonly nameOf: (sample: Sample) => string;
  readonly keyOf: (sample: Sample) => string;
}

/**
 * When each was last there, in windows that grow, asking only for what is still missing. This reads one series for each instead of all
 * their samples (Prometheus stops at 50 million). A failure ends the search with what was found and a warning.
 */
export async function lastSeen(
  client: Prometheus,
  { wanted, now, query, nameOf, keyOf }: Search,
): Promise<{ readonly seen: readonly Seen[]; readonly warnings: readonly SafeText[] }> {
  const seen: Seen[] = [];
  const missing = new Set(wanted);
  const warnings: SafeText[] = [];
  for (const window of WINDOWS) {
    for (const batch of inBatches([...missing])) {
      const outcome = await outcomeOf(client.instant(query(batch, window), { at: now }));
      warnings.push(...warningsOf(`last known values of ${window.range}`, outcome));
      if (outcome.kind !== 'data') return { seen, warnings };
      for (const sample of dataOf(outcome) ?? []) {
        const name = nameOf(sample);
        if (!missing.has(name) || !Number.isFinite(sample.value)) continue;
        seen.push({ name, key: keyOf(sample), at: Math.round(sample.value * 1000) });
      }
    }
    for (const { name } of seen) missing.delete(name);
  }
  return { seen, warnings };
}

/** The moment of an expression's last sample in a window: a moment of evaluation, unless the expression is a plain selector. */
export function lastMoment(expression: string, { range, step }: Window): string {
  return `max_over_time(timestamp(${expression})[${range}:${step}])`;
}
