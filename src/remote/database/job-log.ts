import type { JobLog, LastReason } from '../../domain/database/job-log.ts';
import { redact } from '../../text/redact.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { HOST_ROOT } from '../host-root.ts';
import type { HostShell } from '../host-shell.ts';
import { RECORD, readRecords } from '../records.ts';

/** Where the better wrapper keeps what duplicati-cli said; the classic one keeps nothing. */
export interface JobLogPlace {
  /** In this order. */
  readonly folders: readonly string[];
  /** Of the job's files: `betterKey(path)`. */
  readonly key: string;
}

export const USUAL_LOG_FOLDER = '/var/log/duplicati';

/** How far a log has been read. */
export interface LogPosition {
  readonly inode: string;
  readonly offset: number;
}

export interface ReadLog {
  readonly log: JobLog;
  /** `null` where the log can't be read. */
  readonly position: LogPosition | null;
}

const MAX_PART_BYTES = 128 * 1024;
const LONGEST_LINE = 4000;
const DEADLINE_MS = 20_000;
const NEWLINE = 0x0a;

/** Words: KEY, INODE and OFFSET of an earlier part, most bytes, then folders. Without an offset the end of the log is told. */
const SCRIPT = `${RECORD}${HOST_ROOT}key=$1 inode=$2 offset=$3 most=$4
shift 4
for folder; do
  case $folder in "$root"/*) ;; *) folder=$root$folder ;; esac
  log=$folder/$key.log
  [ ! -f "$folder/$key.reason" ] || record reason "$(head -c 8192 "$folder/$key.reason" 2>/dev/null)"
  [ -e "$log" ] || [ -e "$folder/$key.reason" ] || continue
  record file "$log"
  if [ ! -r "$log" ]; then record denied yes && exit 0; fi
  set -- $(stat -L -c '%i %s' -- "$log")
  if [ "$1" != "$inode" ]; then
    if [ -n "$inode" ]; then offset=0; else offset=$(($2 > most ? $2 - most : 0)); fi
  elif [ "$offset" -gt "$2" ]; then
    offset=0
  fi
  record inode "$1"
  record offset "$offset"
  printf 'text:'
  tail -c "+$((offset + 1))" -- "$log" | head -c "$most" | base64 | tr -d '\\n'
  echo
  exit 0
done
`;

/**
 * The last lines of a job's log, or those that came after a position. `null` where there is none: the host has the classic wrapper, or no
 * run was made yet. @throws RemoteError
 */
export async function readJobLog(
  shell: HostShell,
  { folders, key }: JobLogPlace,
  from: LogPosition | null,
  { lines, signal }: { readonly lines: number; readonly signal?: AbortSignal | undefined },
): Promise<ReadLog | null> {
  const { output } = await shell.run(
    { body: SCRIPT, words: [key, from?.inode ?? '', String(from?.offset ?? 0), String(MAX_PART_BYTES), ...folders] },
    { what: say`log of the job`, deadlineMs: DEADLINE_MS, maxBytes: 4 * MAX_PART_BYTES, signal },
  );
  const told = new Map(readRecords(output).map(({ name, value }) => [name, value]));
  const file = told.get('file');
  if (file === undefined) return null;
  const inode = told.get('inode');
  const offset = Number(told.get('offset') ?? 0);
  const { text, size } = wholeLines(bytesIn(output));
  const whole = text === '' ? [] : text.split('\n').map(shownLine);
  // The first line of the end of a longer log is only a part of one.
  const complete = from === null && offset > 0 ? whole.slice(1) : whole;
  return {
    log: {
      file,
      lines: lines > 0 ? complete.slice(-lines) : [],
      denied: told.get('denied') === 'yes',
      reason: reasonIn(told.get('reason') ?? ''),
    },
    position: inode === undefined ? null : { inode, offset: offset + size },
  };
}

function bytesIn(output: Uint8Array): Uint8Array {
  const base64 = /^text:(.*)$/m.exec(new TextDecoder().decode(output))?.[1] ?? '';
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** Without a last line that is still being written, unless it fills the part. */
function wholeLines(bytes: Uint8Array): { readonly text: string; readonly size: number } {
  const end = bytes.lastIndexOf(NEWLINE);
  const decoder = new TextDecoder();
  if (end >= 0) return { text: decoder.decode(bytes.subarray(0, end)), size: end + 1 };
  return bytes.length < MAX_PART_BYTES ? { text: '', size: 0 } : { text: decoder.decode(bytes), size: bytes.length };
}

function shownLine(line: string): SafeText {
  return visible(redact(line.replace(/\r$/, '').slice(0, LONGEST_LINE)));
}

/** `CODE SECONDS` in the first line, then what was said. */
export function reasonIn(text: string): LastReason | null {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const [, code, seconds] = /^(\d{1,3}) (\d{1,12})$/.exec(head) ?? [];
  if (code === undefined || seconds === undefined) return null;
  return { exitCode: Number(code), endedAt: Number(seconds) * 1000, lines: lines.map(shownLine) };
}
