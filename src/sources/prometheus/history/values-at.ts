import type { EpochMs, Seconds } from '../../../domain/time.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import type { Prometheus } from '../client.ts';
import { dataOf, outcomeOf, warningsOf } from '../outcome.ts';
import type { Sample } from '../sample.ts';
import { inBatches } from '../selectors.ts';
import type { Seen } from './last-seen.ts';

/** Moments this near to each other are asked for at once. */
const LONGEST_SPAN_MS = 3_600_000;
/** An instant query looks as far back for a value. */
const LOOKBACK_SECONDS: Seconds = 300;
const MOST_QUERIES = 50;

export interface Values {
  /** By the moment that they were last there. */
  readonly samples: ReadonlyMap<EpochMs, readonly Sample[]>;
  readonly warnings: readonly SafeText[];
}

/**
 * The values at the moments when they were last there: a range query's cost for a few minutes each, however long ago that was.
 * `query` is of names and of how many seconds back from the moment of evaluation.
 */
export async function valuesAt(
  client: Prometheus,
  seen: readonly Seen[],
  query: (names: readonly string[], seconds: Seconds) => string,
  keyOf: (sample: Sample) => string,
): Promise<Values> {
  const samples = new Map<EpochMs, Sample[]>();
  const warnings: SafeText[] = [];
  let queries = 0;
  for (const group of byMoment(seen)) {
    const moments = new Map(group.map(({ key, at }) => [key, at]));
    const last = Math.max(...moments.values());
    const seconds = Math.ceil((last - Math.min(...moments.values())) / 1000) + LOOKBACK_SECONDS;
    for (const names of inBatches([...new Set(group.map(({ name }) => name))])) {
      if (queries++ === MOST_QUERIES) {
        warnings.push(say`last known values: only the newest were read, of ${MOST_QUERIES} moments`);
        return { samples, warnings };
      }
      const outcome = await outcomeOf(client.instant(query(names, seconds), { at: last }));
      warnings.push(...warningsOf('last known values', outcome));
      if (outcome.kind !== 'data') return { samples, warnings };
      for (const sample of dataOf(outcome) ?? []) {
        const at = moments.get(keyOf(sample));
        if (at !== undefined) append(samples, at, sample);
      }
    }
  }
  return { samples, warnings };
}

/** Newest first. */
function byMoment(seen: readonly Seen[]): readonly (readonly Seen[])[] {
  const groups: Seen[][] = [];
  let newest = Number.POSITIVE_INFINITY;
  for (const each of seen.toSorted((one, other) => other.at - one.at)) {
    if (newest - each.at > LONGEST_SPAN_MS) {
      newest = each.at;
      groups.push([]);
    }
    groups.at(-1)?.push(each);
  }
  return groups;
}

function append(samples: Map<EpochMs, Sample[]>, at: EpochMs, sample: Sample): void {
  const known = samples.get(at);
  if (known === undefined) samples.set(at, [sample]);
  else known.push(sample);
}
