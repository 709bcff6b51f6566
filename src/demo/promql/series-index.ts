import type { StoredSeries } from '../scrape/stored-series.ts';
import type { Matcher } from './expression.ts';
import { QueryError } from './tokens.ts';

/** All series, to be found by matchers. */
export interface SeriesIndex {
  /** How many there are. */
  readonly size: number;
  /** @throws QueryError for a regular expression that is none */
  select(matchers: readonly Matcher[]): readonly StoredSeries[];
}

const MOST_KNOWN = 32;

export function indexOf(series: readonly StoredSeries[]): SeriesIndex {
  const byName = Map.groupBy(series, ({ name }) => name);
  const names = [...byName.keys()];
  // A range query asks the same at every step.
  const known = new Map<string, readonly StoredSeries[]>();
  const find = (matchers: readonly Matcher[]): readonly StoredSeries[] => {
    const tests = matchers.map(testOf);
    const [onName, onRest] = [true, false].map((isName) =>
      tests.filter(({ label }) => (label === '__name__') === isName),
    );
    return names
      .filter((name) => onName?.every(({ matches }) => matches(name)))
      .flatMap((name) => byName.get(name) ?? [])
      .filter(({ labels }) => onRest?.every(({ label, matches }) => matches(labels[label] ?? '')));
  };
  return {
    size: series.length,
    select: (matchers) => {
      const key = JSON.stringify(matchers);
      const found = known.get(key) ?? find(matchers);
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(key, found);
      return found;
    },
  };
}

interface Test {
  readonly label: string;
  readonly matches: (text: string) => boolean;
}

function testOf({ label, op, value }: Matcher): Test {
  if (op === '=') return { label, matches: (text) => text === value };
  if (op === '!=') return { label, matches: (text) => text !== value };
  const pattern = patternOf(value);
  return { label, matches: (text) => pattern.test(text) === (op === '=~') };
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(`^(?:${text})$`, 's');
  } catch {
    throw new QueryError(0, `error parsing regexp: ${JSON.stringify(text)}`);
  }
}
