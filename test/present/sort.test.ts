import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/present/columns/registry.ts';
import { type Row, rowHost, rowsOf } from '../../src/present/row.ts';
import { formatSort, parseSort, sortRows, USUAL_SORT } from '../../src/present/sort.ts';
import { aFleet, ago, aRun, hostRow, jobRow, NOW } from './support/snapshot.ts';

const CONTEXT = { now: NOW, ascii: false };

function sorted(rows: readonly Row[], sort: string): readonly Row[] {
  const parsed = parseSort(sort);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return sortRows(rows, parsed.order, CONTEXT);
}

function hosts(rows: readonly Row[], sort: string): readonly string[] {
  return sorted(rows, sort).map(rowHost);
}

describe('the usual sort', () => {
  it('puts the worst first, and a fault of a host right before missing jobs', () => {
    const rows = [
      jobRow({ host: 'ok', status: 'ok' }),
      jobRow({ host: 'missing', status: 'missing' }),
      jobRow({ host: 'late', status: 'late' }),
      hostRow({ host: 'faulty' }),
      jobRow({ host: 'failed', status: 'failed' }),
    ];
    expect(hosts(rows, USUAL_SORT)).toEqual(['failed', 'faulty', 'missing', 'late', 'ok']);
  });

  it('puts the problem of the oldest run first within a status, and one whose run is not known last', () => {
    const late = (host: string, age: number | null) =>
      jobRow({ host, status: 'late', lastRun: aRun({ startedAt: age === null ? null : ago(age) }) });
    expect(hosts([late('a', null), late('b', 90_000), late('c', 200_000)], USUAL_SORT)).toEqual(['c', 'b', 'a']);
  });

  it('keeps jobs that are fine in their place by host and path, however old', () => {
    const fine = (host: string, path: string, age: number) =>
      jobRow({ host, path, lastRun: aRun({ startedAt: ago(age) }) });
    const rows = [fine('b', '/z', 3), fine('b', '/a', 2), fine('a', '/', 1)];
    expect(sorted(rows, USUAL_SORT)).toEqual([rows[2], rows[1], rows[0]]);
  });
});

describe('a sort by columns', () => {
  const rows = [
    jobRow({ host: 'b', lastRun: aRun({ startedAt: ago(50), durationSeconds: 9 }) }),
    jobRow({ host: 'a', lastRun: null }),
    jobRow({ host: 'c', lastRun: aRun({ startedAt: ago(100), durationSeconds: 9 }) }),
  ];

  it('goes up, or down behind a minus, with what is not known last either way', () => {
    expect(hosts(rows, 'age')).toEqual(['b', 'c', 'a']);
    expect(hosts(rows, '-age')).toEqual(['c', 'b', 'a']);
    expect(hosts(rows, '-host')).toEqual(['c', 'b', 'a']);
  });

  it('asks the next column where the first does not decide', () => {
    expect(hosts(rows, 'duration,-age')).toEqual(['c', 'b', 'a']);
    expect(hosts(rows, 'duration, age')).toEqual(['b', 'c', 'a']);
  });

  it('orders by the numbers, not by their text', () => {
    const codes = [100, 3, 20].map((exitCode) => jobRow({ host: String(exitCode), lastRun: aRun({ exitCode }) }));
    expect(hosts(codes, 'exit')).toEqual(['3', '20', '100']);
  });

  it('says which columns there are, and which one was meant', () => {
    expect(parseSort('stauts')).toEqual({
      ok: false,
      error: {
        message: 'there is no sort key "stauts"',
        hint: expect.stringMatching(/^did you mean status\? Valid: status, host, path/),
      },
    });
    expect(parseSort('')).toMatchObject({ ok: false, error: { message: 'a sort key is empty' } });
  });

  it('can be written down and read again', () => {
    const parsed = parseSort(' -age, host');
    expect(parsed.ok && formatSort(parsed.order)).toBe('-age,host');
  });

  it('gives the same rows in one order wherever they stood before, for every column', () => {
    const fleet = rowsOf(aFleet());
    const sort = fc
      .tuple(fc.constantFrom('', '-'), fc.constantFrom(...COLUMNS.map(({ id }) => id)))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.shuffledSubarray([...fleet], { minLength: fleet.length }), sort, (shuffled, by) => {
        expect(sorted(shuffled, by)).toEqual(sorted(fleet, by));
      }),
    );
  });
});
