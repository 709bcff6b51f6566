import type { ReadAs } from '../../domain/database/database-state.ts';
import type { EpochMs } from '../../domain/time.ts';
import { bashText } from '../../text/bash-text.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { readRecords } from '../records.ts';
import { complaintError, DENIED_HINT } from './complaint.ts';
import { DatabaseError } from './database-error.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What came of one SELECT; a damaged table may give rows before it fails. */
export interface SelectOutcome {
  readonly rows: readonly Row[];
  readonly error: DatabaseError | null;
}

export interface DatabaseFile {
  /** Bytes. */
  readonly size: number | null;
  /** Of the file or its write-ahead log, whichever was written later. */
  readonly modifiedAt: EpochMs | null;
  readonly walSize: number | null;
  readonly journalSize: number | null;
  /** Differs where anything of it has been written since; `null` where the host can't tell. */
  readonly stamp: string | null;
  readonly readAs: ReadAs;
  /** Such as `sqlite3 3.40.1`; `null` where nothing was asked. */
  readonly engine: string | null;
  /** Whether a process has it on its command line; `null` where nobody looked, or can see. */
  readonly inUse: boolean | null;
  /** The host's clock. */
  readonly now: EpochMs | null;
}

export interface Answer {
  readonly file: DatabaseFile;
  /** `null`: nothing has changed since the stamp was made. */
  readonly outcomes: readonly SelectOutcome[] | null;
  /** It was read without locks, and written meanwhile: what was read may be torn. */
  readonly disturbed: boolean;
}

const SECOND = 1000;
/** Of an SQLite database: one page. SQLite takes less for an empty one. */
const SMALLEST = 512;
const MAX_EPOCH_SECONDS = 8.64e12;

/** Reads what the script printed. @throws DatabaseError for a file that can't be asked at all */
export function readAnswer(file: string, output: Uint8Array, complaint: SafeText, selects: number): Answer {
  const told = new Map(readRecords(output).map(({ name, value }) => [name, value]));
  refuseOthers(file, told.get('kind'));
  const found = fileOf(told);
  if (told.get('unchanged') === 'yes') return { file: found, outcomes: null, disturbed: false };
  if (found.engine === 'none') throw noEngine(file);
  if (told.get('done') !== 'yes') throw complaintError(file, complaint === '' ? 'the answer has no end' : complaint);
  if (found.size === 0 && found.walSize === null) {
    throw new DatabaseError(
      'empty',
      file,
      say`${bashText(file)} has no content: it was made, and nothing was ever written to it`,
      say`the first run may have been cut off at once; the next one fills it`,
    );
  }
  if ((found.size ?? SMALLEST) < SMALLEST && found.walSize === null) throw complaintError(file, 'not a database');
  const disturbed = told.has('reading') && told.get('after') !== (found.stamp ?? '//');
  return { file: found, outcomes: outcomesOf(file, output, selects), disturbed };
}

function refuseOthers(file: string, kind: string | undefined): void {
  const shown = bashText(file);
  switch (kind) {
    case 'file':
      return;
    case 'missing':
      throw new DatabaseError('missing', file, say`there is no ${shown}`);
    case 'folder':
      throw new DatabaseError('folder', file, say`${shown} is a folder, where duplicati-cli wants a file`);
    case 'denied':
      throw new DatabaseError('denied', file, say`no permission to read ${shown}`, DENIED_HINT);
    case 'other':
      throw new DatabaseError('no-file', file, say`${shown} is no regular file`);
    default:
      throw new DatabaseError('other', file, say`${shown}: the host's answer can't be understood`);
  }
}

function noEngine(file: string): DatabaseError {
  return new DatabaseError(
    'no-engine',
    file,
    say`nothing there can read a database: neither sqlite3 (3.33 or later), nor python3 with its sqlite3 module, nor Node 22`,
    say`apt-get install sqlite3, or python3`,
  );
}

function fileOf(told: ReadonlyMap<string, string>): DatabaseFile {
  const [main, wal, journal] = ['file', 'wal', 'journal'].map((name) => factsOf(told.get(name)));
  const now = secondsOf(told.get('now'));
  const reading = told.get('reading');
  return {
    size: main?.size ?? null,
    modifiedAt: latest(main?.modifiedAt, wal?.modifiedAt),
    walSize: wal?.size ?? null,
    journalSize: journal?.size ?? null,
    stamp: told.get('file') ? [told.get('file'), told.get('wal') ?? '', told.get('journal') ?? ''].join('/') : null,
    readAs: reading !== 'still' ? 'live' : (journal?.size ?? 0) > 0 ? 'torn' : 'checkpoint',
    engine: told.get('engine') ?? null,
    inUse: told.has('process') ? true : told.get('sees-processes') === 'yes' ? false : null,
    now,
  };
}

function latest(...moments: readonly (EpochMs | null | undefined)[]): EpochMs | null {
  const known = moments.filter((at) => at != null);
  return known.length === 0 ? null : Math.max(...known);
}

/** `SIZE SECONDS …` as stat prints it. */
function factsOf(text: string | undefined): { readonly size: number; readonly modifiedAt: EpochMs | null } | null {
  const [, size] = /^(\d{1,15}) /.exec(text ?? '') ?? [];
  return size === undefined ? null : { size: Number(size), modifiedAt: secondsOf(text?.split(' ')[1]) };
}

function secondsOf(text: string | undefined): EpochMs | null {
  const seconds = /^\d{1,15}$/.test(text ?? '') ? Number(text) : Number.NaN;
  return seconds <= MAX_EPOCH_SECONDS ? seconds * SECOND : null;
}

/**
 * `[{"@":N}]` begins the Nth SELECT; then a row a line, in brackets and commas that belong to all of them; then a complaint. An engine that was
 * cut off has complained of that at last, and has not begun the rest.
 */
function outcomesOf(file: string, output: Uint8Array, selects: number): readonly SelectOutcome[] {
  const outcomes = Array.from({ length: selects }, () => ({ rows: [] as Row[], error: null as DatabaseError | null }));
  let begun = 0;
  let current = outcomes[0];
  for (const line of new TextDecoder().decode(output).split('\n')) {
    if (line.startsWith('error')) {
      const [complaint] = readRecords(new TextEncoder().encode(line));
      if (current && complaint?.name === 'error') current.error = complaintError(file, complaint.value);
      continue;
    }
    const row = rowIn(line);
    if (row === null) continue;
    const number = row['@'];
    if (typeof number === 'number') {
      begun = number;
      current = outcomes[number - 1];
    } else current?.rows.push(row);
  }
  const cutOff = current?.error ?? complaintError(file, 'the answer has no end');
  for (const outcome of outcomes.slice(begun)) outcome.error ??= cutOff;
  return outcomes;
}

function rowIn(line: string): Row | null {
  const from = line.startsWith('[{') ? 1 : 0;
  const to = /[\],]$/.test(line) && line.at(-2) === '}' ? -1 : line.length;
  if (line[from] !== '{') return null;
  try {
    return JSON.parse(line.slice(from, to), exactNumber) as Row;
  } catch {
    return null;
  }
}

/** A whole number that a JavaScript number can't hold stays text; what is no number any more (1e999) is `null`. */
function exactNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value)) return null;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) && !Number.isSafeInteger(value) ? source : value;
}
