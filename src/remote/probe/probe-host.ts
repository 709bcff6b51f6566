import type { HostFacts } from '../../domain/chain/host-facts.ts';
import type { EpochMs } from '../../domain/time.ts';
import { say } from '../../text/safe-text.ts';
import { NODE_ENGINE } from '../database/engine-node.ts';
import { PYTHON_ENGINE } from '../database/engine-python.ts';
import { selectsFor } from '../database/read-state.ts';
import type { HostShell } from '../host-shell.ts';
import { RemoteError } from '../remote-error.ts';
import { CRON_ENTRIES_AWK, CRON_STARTS_AWK } from './cron-part.ts';
import { PROBE_SCRIPT } from './probe-script.ts';
import { readHost } from './read-host.ts';
import { PROCESS_AWK } from './run-part.ts';

/** Usually it takes less than a second; the rest is for the way, and for a host that is busy. */
const DEADLINE_MS = 30_000;
const MAX_BYTES = 16 * 1024 * 1024;
const LAST_OPERATIONS = 5;
/** A database that is locked is so for each SELECT anew. */
const BUSY_MS = 100;
const ENGINE_SECONDS = 3;

/** Looks at a host, in one round trip that changes nothing there. @throws RemoteError */
export async function probeHost(
  shell: HostShell,
  { now, signal }: { readonly now: EpochMs; readonly signal?: AbortSignal | undefined },
): Promise<HostFacts> {
  const selects = selectsFor(LAST_OPERATIONS);
  const ofQuery = ['', 'yes', String(BUSY_MS), String(ENGINE_SECONDS), 'sqlite3 python3 node', 'no', 'node'];
  const words = [CRON_ENTRIES_AWK, CRON_STARTS_AWK, PROCESS_AWK, ...ofQuery, PYTHON_ENGINE, NODE_ENGINE, ...selects];
  const { output, complaint } = await shell.run(
    { body: PROBE_SCRIPT, words },
    { what: say`what backups need there (read only)`, deadlineMs: DEADLINE_MS, maxBytes: MAX_BYTES, signal },
  );
  if (!new TextDecoder('latin1').decode(output).includes('\nprobed=yes\n')) {
    const why = complaint === '' ? say`it was cut off` : complaint;
    throw new RemoteError('other', shell.host, say`${shell.host}: the answer has no end: ${why}`);
  }
  return readHost(output, selects.length, now);
}
