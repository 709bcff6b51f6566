import type { RunProgress } from '../../domain/host-run/run-event.ts';
import type { EpochMs } from '../../domain/time.ts';
import { DatabaseError } from '../database/database-error.ts';
import { queryDatabase, rowsOf } from '../database/query.ts';
import type { HostShell } from '../host-shell.ts';
import type { RunHandle } from './run-handle.ts';

/**
 * What a run has sent to its destination, by its database: a `put` row is written when an upload begins. One short SELECT. `null` where the
 * database has nothing to tell: it is not there yet, is locked for the moment, or nothing can read it. @throws RemoteError
 */
export async function readProgress(
  shell: HostShell,
  { database, startedAt }: RunHandle,
  signal: AbortSignal,
): Promise<RunProgress | null> {
  if (startedAt === null || database === '') return null;
  try {
    const { outcomes } = await queryDatabase({ shell, file: database }, [sentSince(startedAt)], { signal });
    const [row] = rowsOf(outcomes?.[0]);
    const { Files: files, Bytes: bytes } = row ?? {};
    return typeof files === 'number' && typeof bytes === 'number' ? { files, bytes } : null;
  } catch (error) {
    if (error instanceof DatabaseError) return null;
    throw error;
  }
}

/** Data is `{"Size":52428800,"Hash":"…"}`; a number at the beginning of a text is what SQLite takes of it. */
function sentSince(startedAt: EpochMs): string {
  const seconds = Math.floor(startedAt / 1000);
  return (
    `SELECT count(*) AS Files,CAST(total(CAST(substr(Data,instr(Data,'"Size":')+7,20) AS INTEGER)) AS INTEGER) AS Bytes ` +
    `FROM RemoteOperation WHERE Operation='put' AND Timestamp>=${seconds}`
  );
}
