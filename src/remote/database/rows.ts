import type { OperationRow, ResultRow } from '../../domain/database/operation.ts';
import {
  type Leftover,
  type RemoteOperation,
  sizeInData,
  type VolumeCount,
} from '../../domain/database/remote-operation.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Row } from './answer.ts';

const MAX_EPOCH_SECONDS = 8.64e12;

/** Rows of Operation; one whose ID or time is none is left out. */
export function operationRows(rows: readonly Row[]): readonly OperationRow[] {
  return rows.flatMap((row) => {
    const id = wholeNumber(row.ID);
    const startedAt = moment(row.Timestamp);
    return id === null || startedAt === null ? [] : [{ id, description: text(row.Description), startedAt }];
  });
}

/** A result with the operation that its row names, where there is such a one. */
export interface JoinedResult extends ResultRow {
  readonly operation: OperationRow | null;
}

export function resultRows(rows: readonly Row[]): readonly JoinedResult[] {
  return rows.flatMap((row) => {
    const id = wholeNumber(row.ID);
    const operationId = wholeNumber(row.OperationID);
    if (id === null || operationId === null) return [];
    const startedAt = moment(row.StartedAt);
    const operation = startedAt === null ? null : { id: operationId, description: text(row.Description), startedAt };
    return [{ id, operationId, writtenAt: moment(row.Timestamp), message: text(row.Message), operation }];
  });
}

/** In the order of their IDs. */
export function remoteRows(rows: readonly Row[]): readonly RemoteOperation[] {
  const operations = rows.flatMap((row) => {
    const id = wholeNumber(row.ID);
    const at = moment(row.Timestamp);
    if (id === null || at === null) return [];
    const size = sizeInData(typeof row.Data === 'string' ? row.Data : null);
    return [
      { id, operationId: wholeNumber(row.OperationID) ?? 0, at, what: text(row.Operation), name: text(row.Path), size },
    ];
  });
  return operations.sort((one, other) => one.id - other.id);
}

export function volumeRows(rows: readonly Row[]): readonly VolumeCount[] {
  return rows.map((row) => ({
    type: text(row.Type),
    state: text(row.State),
    count: wholeNumber(row.Files) ?? 0,
    bytes: wholeNumber(row.Bytes) ?? 0,
  }));
}

export function leftoverRows(rows: readonly Row[]): readonly Leftover[] {
  return volumeRows(rows).flatMap(({ state, count, bytes }, at) => {
    const operationId = wholeNumber(rows[at]?.OperationID);
    return operationId === null ? [] : [{ operationId, state, count, bytes }];
  });
}

export function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** Unix seconds, UTC. */
export function moment(value: unknown): EpochMs | null {
  const seconds = wholeNumber(value);
  return seconds === null || Math.abs(seconds) > MAX_EPOCH_SECONDS ? null : seconds * 1000;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
