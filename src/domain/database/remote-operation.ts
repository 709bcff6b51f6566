import type { EpochMs } from '../time.ts';
import { readBeginning } from './json-beginning.ts';

/** Something that was asked of the destination; a `put` has its row when the upload begins. */
export interface RemoteOperation {
  readonly id: number;
  readonly operationId: number;
  readonly at: EpochMs;
  /** `put`, `get`, `list`, `delete`. */
  readonly what: string;
  /** Name of the file there; empty for a list. */
  readonly name: string;
  /** Bytes, where it is said. */
  readonly size: number | null;
}

/** The size in the `Data` of a put or get: `{"Size":5885,"Hash":"…"}`. */
export function sizeInData(data: string | null): number | null {
  const size = data === null ? null : (readBeginning(data)?.value.Size ?? null);
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : null;
}

/** Files at the destination, by kind and state, as the database has them. */
export interface VolumeCount {
  /** `Files` (lists of versions), `Blocks`, `Index`. */
  readonly type: string;
  /** `Temporary`, `Uploading`, `Uploaded`, `Verified`, `Deleting`, `Deleted`. */
  readonly state: string;
  readonly count: number;
  readonly bytes: number;
}

/** Files that an operation has not brought to an end: they are going on, or it was cut off. */
export interface Leftover extends Omit<VolumeCount, 'type'> {
  readonly operationId: number;
}
