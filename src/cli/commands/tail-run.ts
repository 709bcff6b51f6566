import { isDamaged, runGoesOn } from '../../domain/database/database-state.ts';
import { encodeEvent } from '../../present/database/encode.ts';
import { eventLines } from '../../present/database/event-lines.ts';
import { followingLine } from '../../present/database/following-line.ts';
import { rowsTable } from '../../present/database/rows-table.ts';
import { jsonText } from '../../present/document/json-text.ts';
import { segment } from '../../present/tone.ts';
import { askDatabase } from '../../remote/database/ask-database.ts';
import { DatabaseError } from '../../remote/database/database-error.ts';
import { followDatabase } from '../../remote/database/follow.ts';
import { MOST_ROWS, userSelect } from '../../remote/database/user-select.ts';
import { say } from '../../text/safe-text.ts';
import { EXIT } from '../exit-code.ts';
import { Failure, wrongUse } from '../failure.ts';
import { type FoundDatabase, findDatabase } from '../find-database.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { configFor } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';
import { painted, type Style, styleFor } from '../style.ts';

export interface TailFlags extends GlobalFlags {
  readonly lines: string;
  readonly follow: boolean;
  readonly json?: boolean;
  readonly sql?: string;
}

const INTERVAL_MS = 1500;
const MOST_LINES = 1000;

/** Prints what a job's database tells, then what comes. @throws Failure, DatabaseError, RemoteError */
export async function runTail(name: string, flags: TailFlags, shell: Shell): Promise<void> {
  const count = countOf(flags.lines);
  const select = flags.sql === undefined ? null : selectOf(flags.sql);
  const config = await configFor(flags, shell);
  const style = styleFor(config, shell.stdout);
  const found = await findDatabase(name, flags, shell);
  try {
    if (select !== null) await printRows(found, select, flags, style, shell);
    else await follow(found, count, flags, style, shell);
  } finally {
    await found.close();
  }
}

async function follow(
  { database, log, job, notes }: FoundDatabase,
  count: number,
  flags: TailFlags,
  style: Style,
  shell: Shell,
): Promise<void> {
  const { clock, signal, stdout, stderr } = shell;
  for (const note of notes) await stderr.write(`duptop: ${note}\n`);
  const { host, way } = database.shell;
  const title = job === null ? way : say`${host}:${job.path} (${way})`;
  shell.progress.say(say`reading the database …`);
  let hasLog = false;
  for await (const event of followDatabase(database, { count, intervalMs: INTERVAL_MS, clock, signal, log })) {
    shell.progress.end();
    if (event.type === 'state') hasLog = event.log !== null;
    if (event.type === 'trouble' && !flags.follow) throw new Failure(EXIT.nothingKnown, event.message, event.hint);
    if (flags.json) {
      const named = event.type === 'state' ? { host: job?.host ?? null, path: job?.path ?? null } : {};
      await stdout.write(`${jsonText({ ...encodeEvent(event), ...named })}\n`);
    } else {
      if (event.type === 'state') await stdout.write(painted([segment(title, 'strong')], style));
      const context = { now: clock.now(), ascii: style.ascii, width: style.width };
      for (const line of eventLines(event, hasLog, context)) await stdout.write(painted(line, style));
      if (event.type === 'state' && flags.follow) {
        const { state } = event;
        const followed = { running: runGoesOn(state), damaged: isDamaged(state), troubled: false };
        await stdout.write(painted(followingLine(followed, style), style));
      }
    }
    if (stdout.isClosed || (event.type === 'state' && !flags.follow)) return;
  }
}

async function printRows(
  { database }: FoundDatabase,
  select: string,
  { json }: TailFlags,
  style: Style,
  { stdout, stderr, signal }: Shell,
): Promise<void> {
  const { rows, more } = await askDatabase(database, select, signal).catch((error: unknown) => {
    // The SELECT itself is wrong, and not the database.
    if (error instanceof DatabaseError && (error.kind === 'refused' || WRONG_SELECTS.has(error.kind)))
      throw wrongUse(say`${error.message}`, error.hint);
    throw error;
  });
  if (json) for (const row of rows) await stdout.write(`${jsonText(row)}\n`);
  else for (const line of rows.length === 0 ? [] : rowsTable(rows)) await stdout.write(painted(line, style));
  if (more) await stderr.write(`duptop: ${say`there are more than ${MOST_ROWS} rows; a LIMIT or a WHERE chooses`}\n`);
}

const WRONG_SELECTS: ReadonlySet<string> = new Set(['no-such-table', 'other']);

function selectOf(sql: string): string {
  const select = userSelect(sql);
  if (select.ok) return select.select;
  throw wrongUse(say`--sql: ${select.problem}`);
}

function countOf(text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_LINES) return count;
  throw wrongUse(say`-n: "${text}" is not a whole number from 1 to ${MOST_LINES}`);
}
