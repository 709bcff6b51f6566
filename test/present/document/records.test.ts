import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/present/columns/column.ts';
import { columnOf } from '../../../src/present/columns/registry.ts';
import { recordsJson, recordsNdjson } from '../../../src/present/document/records.ts';
import { aCause, hostRow, jobRow, NOW } from '../support/snapshot.ts';

const CONTEXT = { now: NOW, ascii: false };

function columns(list: string): readonly Column[] {
  return list.split(',').flatMap((id) => columnOf(id) ?? []);
}

describe('NDJSON with fields', () => {
  it('has just these fields of a row, as raw values', () => {
    const rows = [jobRow({ rules: ['A', 'B'] }), hostRow({ host: 'web-01', cause: aCause('exporter-down') })];
    const lines = [...recordsNdjson(rows, columns('host,path,age,exit,rules,cause'), CONTEXT)].join('');
    expect(lines).toBe(
      '{"host":"influx01","path":"/var/lib/influxdb","age":3600,"exit":0,"rules":["A","B"],"cause":null}\n' +
        '{"host":"web-01","path":null,"age":null,"exit":null,"rules":null,"cause":"exporter-down"}\n',
    );
  });
});

describe('JSON with fields', () => {
  it('is an array of flat records', () => {
    const text = [...recordsJson([jobRow(), jobRow({ host: 'b' })], columns('status,host,started'), CONTEXT)].join('');
    expect(JSON.parse(text)).toEqual([
      { status: 'ok', host: 'influx01', started: '2026-11-24T18:42:20.000Z' },
      { status: 'ok', host: 'b', started: '2026-11-24T18:42:20.000Z' },
    ]);
    expect(text.endsWith(']\n')).toBe(true);
    expect([...recordsJson([], columns('host'), CONTEXT)].join('')).toBe('[]\n');
  });
});
