import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/present/columns/column.ts';
import { COLUMNS, columnOf } from '../../../src/present/columns/registry.ts';
import { rowsCsv } from '../../../src/present/document/csv.ts';
import { rowsOf } from '../../../src/present/row.ts';
import { aFleet, aRun, jobRow, NOW } from '../support/snapshot.ts';

const CONTEXT = { now: NOW, ascii: false };

function columns(list: string): readonly Column[] {
  return list.split(',').flatMap((id) => columnOf(id) ?? []);
}

describe('CSV', () => {
  function csv(rows: Parameters<typeof rowsCsv>[0], list: string): string {
    return [...rowsCsv(rows, columns(list), CONTEXT)].join('');
  }

  it('names its columns in the first line and ends lines as RFC 4180 asks', () => {
    const rows = [jobRow(), jobRow({ host: 'b', lastRun: null, pathExact: false, rules: ['A', 'B'] })];
    expect(csv(rows, 'host,path,pathExact,age,exit,rules')).toBe(
      'host,path,pathExact,age,exit,rules\r\n' +
        'influx01,/var/lib/influxdb,true,3600,0,\r\n' +
        'b,/var/lib/influxdb,false,,,A; B\r\n',
    );
  });

  it('quotes what would end a field', () => {
    expect(csv([jobRow({ host: 'a,"b"', path: ' /srv' })], 'host,path')).toBe('host,path\r\n"a,""b"""," /srv"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)'])('keeps a spreadsheet from running %s', (host) => {
    expect(csv([jobRow({ host })], 'host')).toBe(`host\r\n'${host}\r\n`);
  });

  it('leaves a negative number a number', () => {
    expect(csv([jobRow({ lastRun: aRun({ startedAt: NOW + 5000 }) })], 'age')).toBe('age\r\n-5\r\n');
  });

  it('makes control characters visible, as it may be looked at in a terminal', () => {
    expect(csv([jobRow({ host: 'a\x1b[2J\r\nb\u202e' })], 'host')).toBe('host\r\na\\x1b[2J\\r\\nb\\u{202e}\r\n');
  });

  it('can print every column of every row', () => {
    const rows = rowsOf(aFleet());
    const lines = [...rowsCsv(rows, COLUMNS, CONTEXT)].join('').split('\r\n');
    expect(lines).toHaveLength(rows.length + 2);
  });
});
