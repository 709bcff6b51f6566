import type { DiskSpace } from '../../domain/chain/host-facts.ts';
import type { ScriptRecord } from '../records.ts';
import { whole } from './read-numbers.ts';
import { groupsOf } from './sections.ts';

/** The end of a line of `df -P`: total, used, available, percentage, mount point. */
const DF = /\s(\d+|-)\s+(\d+|-)\s+(\d+|-)\s+(?:\d+%|-)\s+(\/.*)$/;
const BLOCK = 1024;

export function readDisks(records: readonly ScriptRecord[]): readonly DiskSpace[] {
  return groupsOf(records, 'disk').map((group) => {
    const [, total, , available, mount] = DF.exec(group.text('disk-space') ?? '') ?? [];
    const [, inodes, , freeInodes] = DF.exec(group.text('disk-inodes') ?? '') ?? [];
    const hasInodes = (whole(inodes) ?? 0) > 0;
    return {
      folder: group.value,
      mount: mount ?? group.value,
      availableBytes: blocks(available),
      totalBytes: blocks(total),
      availableInodes: hasInodes ? whole(freeInodes) : null,
      readOnly: group.has('disk-read-only'),
    };
  });
}

function blocks(text: string | undefined): number | null {
  const count = whole(text);
  return count === null ? null : count * BLOCK;
}
