import { describe, expect, it } from 'vitest';
import { rowsNdjson } from '../../../src/present/document/ndjson.ts';
import { lineSchema } from '../../../src/present/document/schema.ts';
import { rowsOf } from '../../../src/present/row.ts';
import { aFleet, NOW } from '../support/snapshot.ts';

describe('NDJSON', () => {
  it('has an object a line in the order of the rows, as the published schema describes it', () => {
    const rows = rowsOf(aFleet());
    const lines = [...rowsNdjson(rows, NOW)]
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ host, kind }) => [kind, host]).slice(0, 2)).toEqual([
      ['host', 'web-01'],
      ['job', 'db01'],
    ]);
    expect(lines).toHaveLength(rows.length);
    for (const line of lines) expect(lineSchema.safeParse(line).error).toBeUndefined();
  });
});
