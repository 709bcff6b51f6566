import { describe, expect, it } from 'vitest';
import { operationsWith, type SignsOfLife } from '../../../src/domain/database/operation.ts';

const AT = Date.UTC(2026, 10, 24, 3);
const DAY = 86_400_000;
const SILENT: SignsOfLife = { process: false, quietSeconds: 3600 };

function row(id: number, startedAt = AT + id * 3_600_000, description = 'Backup') {
  return { id, description, startedAt };
}

function result(id: number, operationId: number, beganAt: number | null, parsed: string) {
  const begin = beganAt === null ? {} : { BeginTime: new Date(beganAt).toISOString() };
  const message = JSON.stringify({ MainOperation: 'Backup', ParsedResult: parsed, ...begin });
  return { id, operationId, writtenAt: beganAt === null ? null : beganAt + 60_000, message };
}

function told(
  rows: Parameters<typeof operationsWith>[0],
  results: Parameters<typeof operationsWith>[1],
  signs = SILENT,
  resultsWhole = true,
) {
  return operationsWith(rows, results, signs, { resultsWhole }).map(({ id, state }) => [
    id,
    state.kind === 'ended' ? state.outcome : state.kind === 'not-kept' ? state.why : state.kind,
  ]);
}

describe('operationsWith', () => {
  it('gives each operation its own result, in the order in which they began', () => {
    const rows = [row(2), row(1)];
    const results = [result(8, 2, row(2).startedAt - 400, 'Warning'), result(7, 1, row(1).startedAt, 'Error')];
    expect(told(rows, results)).toEqual([
      [1, 'errors'],
      [2, 'warnings'],
    ]);
  });

  it('takes a result of a later run for what it is: one that failed before it had a row', () => {
    const good = result(1, 1, row(1).startedAt, 'Success');
    const later = result(2, 1, row(1).startedAt + DAY, 'Fatal');
    const operations = operationsWith([row(1)], [good, later], SILENT);
    expect(
      operations.map(({ id, startedAt, state }) => [id, startedAt, state.kind === 'ended' && state.outcome]),
    ).toEqual([
      [1, row(1).startedAt, 'success'],
      [null, row(1).startedAt + DAY, 'failed'],
    ]);
  });

  it('does not give a run that was cut off the result of the one that failed after it', () => {
    expect(told([row(1)], [result(1, 1, row(1).startedAt + DAY, 'Fatal')])).toEqual([
      [1, 'unfinished'],
      [null, 'failed'],
    ]);
  });

  it('takes the first result for its own where the times are not told', () => {
    expect(told([row(1)], [result(1, 1, null, 'Success'), result(2, 1, null, 'Fatal')])).toEqual([
      [1, 'success'],
      [null, 'failed'],
    ]);
  });

  it('says that only the newest one runs, and only where something says so', () => {
    const rows = [row(1), row(2)];
    expect(told(rows, [], { process: true, quietSeconds: null })).toEqual([
      [1, 'unfinished'],
      [2, 'running'],
    ]);
    expect(told(rows, [], { process: null, quietSeconds: 100 })).toEqual([
      [1, 'unfinished'],
      [2, 'running'],
    ]);
    expect(told(rows, [], { process: false, quietSeconds: 5 })).toEqual([
      [1, 'unfinished'],
      [2, 'running'],
    ]);
    expect(told(rows, [], { process: false, quietSeconds: 100 })).toEqual([
      [1, 'unfinished'],
      [2, 'unfinished'],
    ]);
    expect(told(rows, [], { process: null, quietSeconds: null })).toEqual([
      [1, 'unfinished'],
      [2, 'unfinished'],
    ]);
    expect(told(rows, [result(1, 2, row(2).startedAt + DAY, 'Fatal')], { process: true, quietSeconds: 0 })).toEqual([
      [1, 'unfinished'],
      [2, 'unfinished'],
      [null, 'failed'],
    ]);
  });

  it('takes no missing result for a failure where results are purged, or never kept', () => {
    const rows = [row(1, AT - 31 * DAY), row(2, AT - 29 * DAY), row(3, AT, 'List'), row(4, AT + 1)];
    expect(told(rows, [])).toEqual([
      [1, 'purged'],
      [2, 'unfinished'],
      [3, 'never'],
      [4, 'unfinished'],
    ]);
  });

  it('takes no missing result for a failure, or for a run that goes on, where the results could not be read', () => {
    const rows = [row(1, AT - 31 * DAY), row(2, AT, 'List'), row(3, AT + 1), row(4, AT + 2)];
    const results = [result(1, 3, AT + 1, 'Success')];
    const seen = (signs: SignsOfLife) => told(rows, results, signs, false).map(([, state]) => state);
    expect(seen({ process: false, quietSeconds: 5 })).toEqual(['purged', 'never', 'success', 'unread']);
    expect(seen({ process: true, quietSeconds: null })).toEqual(['purged', 'never', 'success', 'running']);
  });

  it('says that a result can not be understood, and nothing else of it', () => {
    expect(told([row(1)], [{ id: 1, operationId: 1, writtenAt: AT, message: '<html>' }])).toEqual([[1, 'unreadable']]);
  });
});
