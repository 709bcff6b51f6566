import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/demo/promql/evaluate.ts';
import { parseQuery } from '../../../src/demo/promql/parse.ts';
import { indexOf } from '../../../src/demo/promql/series-index.ts';
import { QueryError } from '../../../src/demo/promql/tokens.ts';
import type { StoredSeries } from '../../../src/demo/scrape/stored-series.ts';

const HOUR = 3_600_000;
const NOW = 500_000 * HOUR;

/** A series with these values since so many hours ago, oldest first; `null`: it is gone. */
function series(
  name: string,
  labels: Record<string, string>,
  values: readonly (readonly [number, number | null])[],
): StoredSeries {
  const pieces = values.flatMap(([hours, value], index) => {
    const to = NOW - (values[index + 1]?.[0] ?? -1) * HOUR;
    return value === null ? [] : [{ from: NOW - hours * HOUR, to, value }];
  });
  return {
    name,
    labels: { __name__: name, ...labels },
    sampleAt: (at) => {
      const piece = pieces.find(({ from, to }) => from <= at && at < to);
      return piece ? { value: piece.value, scrapedAt: at - 2000 } : null;
    },
    piecesIn: (from, to) =>
      pieces
        .filter((piece) => piece.to > from && piece.from < to)
        .map((piece) => ({ ...piece, from: Math.max(from, piece.from), to: Math.min(to, piece.to) })),
  };
}

const index = indexOf([
  series('up', { instance: 'a:1', job: 'a' }, [[100, 1]]),
  series('up', { instance: 'b:1', job: 'b' }, [
    [100, 1],
    [3, 0],
  ]),
  series('duplicati_a__srv_last_run_seconds', { instance: 'a:1', job: 'a' }, [
    [100, 10],
    [20, 30],
    [4, 50],
  ]),
  series('duplicati_b__srv_last_run_seconds', { instance: 'b:1', job: 'b' }, [
    [100, 7],
    [3, null],
  ]),
]);

function ask(query: string) {
  const found = evaluate(parseQuery(query), index, NOW);
  if (found.kind === 'scalar') return found.value;
  return found.elements.map(({ labels, value }) => [labels.__name__ ?? labels.series ?? labels.instance ?? '', value]);
}

describe('a query to the simulated Prometheus', () => {
  it.each([
    [
      'up',
      [
        ['up', 1],
        ['up', 0],
      ],
    ],
    ['up{job="b"}', [['up', 0]]],
    ['{__name__=~"duplicati_.+_last_run_seconds"}', [['duplicati_a__srv_last_run_seconds', 50]]],
    ['{__name__=~"duplicati_.+",job!~"a|c"} offset 4h', [['duplicati_b__srv_last_run_seconds', 7]]],
    ['up == 0', [['up', 0]]],
    [
      '(up == 0) or (up and on (instance, job) duplicati_a__srv_last_run_seconds)',
      [
        ['up', 0],
        ['up', 1],
      ],
    ],
    ['up unless on (job) duplicati_a__srv_last_run_seconds', [['up', 0]]],
    [
      'max by (instance) (up)',
      [
        ['a:1', 1],
        ['b:1', 0],
      ],
    ],
    ['sum(up)', [['', 1]]],
    ['1 + 2 * 3', 7],
    ['up * 4 > 3', [['a:1', 4]]],
    [
      'last_over_time({__name__=~"duplicati_.+"}[5h])',
      [
        ['duplicati_a__srv_last_run_seconds', 50],
        ['duplicati_b__srv_last_run_seconds', 7],
      ],
    ],
    ['max_over_time(duplicati_a__srv_last_run_seconds[10h:1h] offset 5h)', [['a:1', 30]]],
    // At 24, 23, 22 and 21 hours ago it was 10, and at 20 to 17 hours ago 30.
    ['quantile_over_time(0.5, duplicati_a__srv_last_run_seconds[7h:1h] offset 17h)', [['a:1', 20]]],
    ['avg_over_time(duplicati_a__srv_last_run_seconds[7h:1h] offset 17h)', [['a:1', 20]]],
    ['changes(duplicati_a__srv_last_run_seconds[30h:1h])', [['a:1', 2]]],
    ['timestamp(up{job="a"})', [['a:1', NOW / 1000 - 2]]],
    ['max_over_time(timestamp(duplicati_b__srv_last_run_seconds)[10h:30m])', [['b:1', NOW / 1000 - 3.5 * 3600]]],
    [
      'last_over_time(label_replace(duplicati_a__srv_last_run_seconds, "series", "<$1>", "__name__", "duplicati_(.+)")[1h:1h])',
      [['duplicati_a__srv_last_run_seconds', 50]],
    ],
    [
      'max_over_time(label_replace(duplicati_a__srv_last_run_seconds, "series", "<$1>", "__name__", "duplicati_(.+)")[1h:1h])',
      [['<a__srv_last_run_seconds>', 50]],
    ],
  ])('%s', (query, expected) => {
    expect(ask(query)).toEqual(expected);
  });

  it.each([
    'up{',
    'up}',
    '',
    'rate(up[5m])',
    'up[5m]',
    '"text"',
    'last_over_time(up)',
    'up{job=~"("}',
    'sum(up) by',
    'max_over_time((up == 1)[1h:1m])',
    '1 < 2',
  ])('is refused where it is none, or none of ours: %s', (query) => {
    expect(() => ask(query)).toThrow(QueryError);
  });
});
