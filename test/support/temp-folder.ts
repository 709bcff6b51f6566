import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempFolder {
  readonly path: string;
  /** Removes it with all it holds. */
  remove(): void;
}

const open = new Set<string>();

/** A folder of our own under the system's temporary folder; what its user does not remove goes when this process exits. */
export function tempFolder(purpose: string): TempFolder {
  const path = mkdtempSync(join(tmpdir(), `duptop-${purpose}-`));
  if (open.size === 0) process.off('exit', removeAll).once('exit', removeAll);
  open.add(path);
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
      open.delete(path);
    },
  };
}

function removeAll(): void {
  for (const path of open) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}
