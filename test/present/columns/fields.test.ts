import { describe, expect, it } from 'vitest';
import { pickColumns } from '../../../src/present/columns/fields.ts';
import { COLUMNS, columnOf } from '../../../src/present/columns/registry.ts';

describe('fields', () => {
  it('are picked by id, in the order that was asked for', () => {
    const picked = pickColumns('cause, host');
    expect(picked.ok && picked.columns.map(({ id }) => id)).toEqual(['cause', 'host']);
  });

  it('that do not exist are refused with the ones that do', () => {
    expect(pickColumns('host,exitcode')).toEqual({
      ok: false,
      error: {
        message: 'there is no field "exitcode"',
        hint: expect.stringMatching(/^did you mean exit\? Valid: status, host,/),
      },
    });
  });

  it('have ids of their own', () => {
    expect(new Set(COLUMNS.map(({ id }) => id)).size).toBe(COLUMNS.length);
    for (const column of COLUMNS) expect(columnOf(column.id)).toBe(column);
  });
});
