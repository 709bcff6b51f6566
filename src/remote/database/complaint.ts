import { bashText } from '../../text/bash-text.ts';
import { say } from '../../text/safe-text.ts';
import { DatabaseError, type DatabaseErrorKind } from './database-error.ts';

/** What SQLite says, by what it means; its own words are the same in all engines and versions. */
const MEANINGS: readonly (readonly [RegExp, DatabaseErrorKind])[] = [
  [/database (?:table )?is locked|database is busy/i, 'locked'],
  [/not a database|file is encrypted/i, 'not-a-database'],
  [/malformed|disk i\/o error|corrupt/i, 'damaged'],
  [/not authorized|is prohibited/i, 'refused'],
  [/took too long|interrupted/i, 'too-long'],
  [/no such table/i, 'no-such-table'],
  [/unable to open|permission denied/i, 'denied'],
];

/** What an engine complained of, as an error. The sqlite3 command line adds a number, and lines that point at a place in the SELECT. */
export function complaintError(file: string, complaint: string): DatabaseError {
  const kind = MEANINGS.find(([words]) => words.test(complaint))?.[1] ?? 'other';
  const shown = bashText(file);
  const [first = ''] = complaint.trim().split('\n');
  const words = first
    .replace(/^(?:Parse |Runtime )?error:? (?:near line \d+: )?(?:in prepare, |stepping, )?/i, '')
    .replace(/ \(\d+\)$/, '');
  switch (kind) {
    case 'locked':
      return new DatabaseError(
        kind,
        file,
        say`${shown} has been locked for seconds`,
        say`a run keeps it so at its end, or while it repairs; try again, or look for a process that is stuck`,
      );
    case 'not-a-database':
      return new DatabaseError(
        kind,
        file,
        say`${shown} is not an SQLite database, or its first page is damaged`,
        say`where it is the job's own, "duplicati-cli repair" can make it anew from the destination`,
      );
    case 'damaged':
      return new DatabaseError(
        kind,
        file,
        say`${shown} is damaged: ${words}`,
        say`"duplicati-cli repair" makes it anew from the destination; keep the damaged file until that has worked`,
      );
    case 'denied':
      return new DatabaseError(kind, file, say`${shown} can't be opened: ${words}`, DENIED_HINT);
    case 'too-long':
      return new DatabaseError(
        kind,
        file,
        say`reading ${shown} took too long, and was stopped so that no backup has to wait for it`,
      );
    case 'refused':
      return new DatabaseError(
        kind,
        file,
        say`refused: ${words}`,
        say`only tables are read, and never Configuration, which holds a hash of the passphrase`,
      );
    default:
      return new DatabaseError(kind, file, say`${shown}: ${words}`);
  }
}

export const DENIED_HINT = say`databases are their owner's alone: reach the host as root, or set become in the ssh settings of the configuration (sudo -n)`;
