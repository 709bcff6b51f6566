import { bashText } from '../../text/bash-text.ts';
import { say } from '../../text/safe-text.ts';
import type { Row } from './answer.ts';
import { DatabaseError } from './database-error.ts';
import { type Database, queryDatabase, rowsOf } from './query.ts';
import { wholeNumber } from './rows.ts';
import { MOST_ROWS, TRAPS } from './user-select.ts';

/** What somebody's own SELECT gave. */
export interface OwnAnswer {
  readonly rows: readonly Row[];
  /** Whether there are more. */
  readonly more: boolean;
}

/**
 * Asks somebody's own SELECT, as `userSelect` made it: once, read-only, for a few seconds at most.
 * @throws DatabaseError, RemoteError
 */
export async function askDatabase(
  database: Database,
  select: string,
  signal: AbortSignal | undefined,
): Promise<OwnAnswer> {
  const options = { signal, guarded: true };
  const traps = await queryDatabase(database, [TRAPS], options).catch((error: unknown) => {
    throw error instanceof DatabaseError && error.kind === 'no-engine' ? noGuard(database.file) : error;
  });
  const [found] = rowsOf(traps.outcomes?.[0]);
  if (wholeNumber(found?.Traps) !== 0) {
    throw new DatabaseError(
      'refused',
      database.file,
      say`${bashText(database.file)} has a view on what is never shown, or a table that is a program: it is asked nothing`,
      say`Duplicati makes no such thing; look at the file with care`,
    );
  }
  const { outcomes } = await queryDatabase(database, [select], options);
  const outcome = outcomes?.[0];
  if (outcome?.error) throw outcome.error;
  const rows = rowsOf(outcome);
  return { rows: rows.slice(0, MOST_ROWS), more: rows.length > MOST_ROWS };
}

function noGuard(file: string): DatabaseError {
  return new DatabaseError(
    'no-engine',
    file,
    say`a SELECT of one's own needs python3 with its sqlite3 module there: the sqlite3 command line would read other files too`,
    say`apt-get install python3`,
  );
}
