import { say, visible } from '../../text/safe-text.ts';
import type { HostShell } from '../host-shell.ts';
import { type Answer, type Row, readAnswer, type SelectOutcome } from './answer.ts';
import { NODE_ENGINE } from './engine-node.ts';
import { PYTHON_ENGINE } from './engine-python.ts';
import { QUERY_SCRIPT } from './query-script.ts';

/** A database on a host. */
export interface Database {
  readonly shell: HostShell;
  /** Exact path there; it may hold newlines. */
  readonly file: string;
  /** A Node to use where there is no other engine: this program's own, for a file on this machine. */
  readonly node?: string | undefined;
}

export interface QueryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Of an earlier answer: where the file is as it was, nothing is asked. */
  readonly stamp?: string | undefined;
  /** Whether to look for a process that works on the database. */
  readonly findProcess?: boolean;
  /** The SELECTs are somebody's own: only an engine that can guard itself is asked, and it waits and works for less long. */
  readonly guarded?: boolean;
}

const MAX_BYTES = 32 * 1024 * 1024;
const LIMITS = {
  own: { busyMs: 5000, seconds: 15, engines: 'sqlite3 python3 node' },
  // The sqlite3 command line reads any file for whoever asks it to, with -safe too (fsdir).
  guarded: { busyMs: 2000, seconds: 5, engines: 'python3 node' },
} as const;
/** For the way there and back beside the work itself. */
const WAY_SECONDS = 20;
/** How often a file is read that changes under a reader without locks. */
const MOST_TRIES = 3;

/**
 * Asks a database: one round trip, every SELECT for itself and over before its answer is sent, so that nothing is held meanwhile. SELECTs
 * must name what they want in columns of numbers and of text cut with substr().
 * @throws DatabaseError where the file can't be read at all; RemoteError where the host can't be reached
 */
export async function queryDatabase(
  { shell, file, node }: Database,
  selects: readonly string[],
  { signal, stamp = '', findProcess = false, guarded = false }: QueryOptions = {},
): Promise<Answer> {
  const limits = LIMITS[guarded ? 'guarded' : 'own'];
  const words = [
    file,
    uriOf(file, 'mode=ro'),
    uriOf(file, 'immutable=1'),
    stamp,
    findProcess ? 'yes' : 'no',
    String(limits.busyMs),
    String(limits.seconds),
    limits.engines,
    guarded ? 'yes' : 'no',
    node ?? 'node',
    PYTHON_ENGINE,
    NODE_ENGINE,
    ...selects,
  ];
  for (let tries = 1; ; tries++) {
    const { output, complaint } = await shell.run(
      { body: QUERY_SCRIPT, words },
      {
        what: say`${selects.length} short SELECTs on ${visible(file)}`,
        deadlineMs: (limits.seconds + WAY_SECONDS) * 1000,
        maxBytes: MAX_BYTES,
        signal,
      },
    );
    const answer = readAnswer(file, output, complaint, selects.length);
    if (!answer.disturbed || tries === MOST_TRIES) return answer;
  }
}

/** The rows of a SELECT; those of a damaged table as far as they came. @throws DatabaseError where there are none */
export function rowsOf(outcome: SelectOutcome | undefined): readonly Row[] {
  if (outcome === undefined) return [];
  if (outcome.error !== null && outcome.rows.length === 0) throw outcome.error;
  return outcome.rows;
}

/** As SQLite reads it: https://www.sqlite.org/uri.html */
function uriOf(file: string, parameter: string): string {
  const encoded = file.split('/').map(encodeURIComponent).join('/');
  return `file:${file.startsWith('/') ? '//' : ''}${encoded}?${parameter}`;
}
