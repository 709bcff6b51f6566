import type { DatabaseEvent } from '../../domain/database/database-event.ts';
import type { DatabaseState } from '../../domain/database/database-state.ts';
import type { JobLog, LastReason } from '../../domain/database/job-log.ts';
import { type OperationRow, operationsWith } from '../../domain/database/operation.ts';
import type { Clock } from '../../ports/clock.ts';
import { say, visible } from '../../text/safe-text.ts';
import { RemoteError } from '../remote-error.ts';
import type { DatabaseFile } from './answer.ts';
import { DatabaseError } from './database-error.ts';
import { type JobLogPlace, type LogPosition, readJobLog } from './job-log.ts';
import { eventsOf } from './news-events.ts';
import { type LastIds, type News, pollDatabase } from './poll-database.ts';
import { type Database, queryDatabase } from './query.ts';
import { readDatabase, signsIn } from './read-state.ts';
import { UploadMeter } from './upload-meter.ts';

export interface FollowOptions {
  /** How many operations, operations at the destination, versions and lines of the log are in the first event. */
  readonly count: number;
  /** Between the end of a poll and the next one. */
  readonly intervalMs: number;
  readonly clock: Clock;
  /** Ends it, quietly. */
  readonly signal: AbortSignal;
  /** Of the job that the database belongs to; `null` where nobody knows it. */
  readonly log: JobLogPlace | null;
}

/** A file written so lately may be written again within the same tick of its clock. */
const SETTLED_MS = 2000;
/** While it fails, it is asked less and less often. */
const LONGEST_BACKOFF = 16;

/**
 * Follows a database: all there is, then what comes. Each poll is a script of its own that selects the rows behind the last ones seen, or
 * nothing where the file is as it was; nothing is open between polls, so that no run ever waits for us. Where damage hides which rows there are,
 * all is read again once anything was written.
 * @throws DatabaseError, RemoteError where nothing could be read in the first place; a database that is locked is waited for
 */
export async function* followDatabase(database: Database, options: FollowOptions): AsyncGenerator<DatabaseEvent, void> {
  const follower = new Follower(database, options);
  while (!options.signal.aborted) {
    yield* await follower.poll();
    await pause(options.clock, options.intervalMs * follower.backoff, options.signal);
  }
}

class Follower {
  readonly #database: Database;
  readonly #options: FollowOptions;
  /** What was told of it whole; `null` before anything was read. */
  #whole: DatabaseState | null = null;
  /** `null` where they can't be read. */
  #lastIds: LastIds | null = null;
  #stamp: string | undefined;
  #open: OperationRow | null = null;
  #meter: UploadMeter | null = null;
  #logPosition: LogPosition | null = null;
  #reason: LastReason | null = null;
  #failures = 0;

  constructor(database: Database, options: FollowOptions) {
    this.#database = database;
    this.#options = options;
  }

  get backoff(): number {
    return Math.min(2 ** Math.max(0, this.#failures - 1), LONGEST_BACKOFF);
  }

  async poll(): Promise<readonly DatabaseEvent[]> {
    try {
      const events = await this.#events();
      const wasFailing = this.#failures > 0;
      this.#failures = 0;
      return wasFailing ? [{ type: 'recovered' }, ...events] : events;
    } catch (error) {
      if (this.#options.signal.aborted) return [];
      if (!(error instanceof DatabaseError || error instanceof RemoteError)) throw error;
      if (this.#whole === null && error.kind !== 'locked') throw error;
      this.#failures += 1;
      return this.#failures === 1 ? [this.#trouble(error)] : [];
    }
  }

  /** What has been complained of already is not said again in full. */
  #trouble({ message, hint }: DatabaseError | RemoteError): DatabaseEvent {
    return this.#whole?.unread.some(({ why }) => why === message)
      ? { type: 'trouble', message: say`what comes can't be read either, for the same reason`, hint: null }
      : { type: 'trouble', message: visible(message), hint };
  }

  async #events(): Promise<readonly DatabaseEvent[]> {
    if (this.#lastIds !== null) return this.#news(this.#lastIds);
    if (this.#whole === null) return [await this.#begin()];
    const { outcomes } = await queryDatabase(this.#database, ['SELECT 1'], {
      signal: this.#options.signal,
      stamp: this.#stamp,
    });
    if (outcomes === null) return this.#logNews();
    const before = contentOf(this.#whole);
    const state = await this.#readWhole();
    const events = await this.#logNews();
    return contentOf(state) === before ? events : [...events, { type: 'state', state, log: await this.#endOfLog() }];
  }

  async #begin(): Promise<DatabaseEvent> {
    const [state, log] = await Promise.all([this.#readWhole(), this.#endOfLog()]);
    return { type: 'state', state, log };
  }

  async #readWhole(): Promise<DatabaseState> {
    const { count, clock, signal } = this.#options;
    const { state, lastIds, file } = await readDatabase(this.#database, { count, now: clock.now(), signal });
    this.#whole = state;
    this.#lastIds = lastIds;
    this.#remember(file);
    const last = state.operations?.at(-1);
    const open = last && last.id !== null && last.state.kind === 'running' ? { ...last, id: last.id } : null;
    this.#watch(open, file);
    return state;
  }

  async #endOfLog(): Promise<JobLog | null> {
    const { count, signal, log: place } = this.#options;
    const read = place === null ? null : await readJobLog(this.#database.shell, place, null, { lines: count, signal });
    this.#logPosition = read?.position ?? null;
    this.#reason = read?.log.reason ?? null;
    return read?.log ?? null;
  }

  async #news(lastIds: LastIds): Promise<readonly DatabaseEvent[]> {
    const { signal } = this.#options;
    const findProcess = this.#open !== null;
    const { file, news } = await pollDatabase(this.#database, lastIds, { signal, stamp: this.#stamp, findProcess });
    if (news !== null && news.highest.operation < lastIds.operation) return [await this.#begin()];
    const events = news === null ? [] : this.#take(news, file, lastIds);
    return [...events, ...this.#settle(file), ...(await this.#logNews())];
  }

  #take(news: News, file: DatabaseFile, lastIds: LastIds): readonly DatabaseEvent[] {
    const { highest } = news;
    // Rows are purged after 30 days; where all of them were, their numbers begin anew.
    const begunAnew = highest.result < lastIds.result || highest.remote < lastIds.remote;
    this.#lastIds = begunAnew
      ? {
          operation: lastIds.operation,
          result: highest.result < lastIds.result ? 0 : lastIds.result,
          remote: highest.remote < lastIds.remote ? 0 : lastIds.remote,
        }
      : news.next;
    this.#remember(file);
    if (begunAnew || news.more) this.#stamp = undefined;
    if (begunAnew) return [];
    const { events, open } = eventsOf(news, this.#open);
    const progress = this.#measure(news);
    if (open?.id !== this.#open?.id) this.#watch(open, file);
    // Of a run that has ended, the last of its progress comes before its end.
    const end = events.findIndex(({ type }) => type === 'ended');
    return progress === null ? events : events.toSpliced(end < 0 ? events.length : end, 0, progress);
  }

  #measure({ highest, volumes }: News): DatabaseEvent | null {
    if (this.#open === null || this.#open.id !== highest.operation) return null;
    const progress = this.#meter?.measure(volumes, this.#options.clock.now()) ?? null;
    return progress === null ? null : { type: 'progress', progress };
  }

  /** An operation of which nothing is heard any more has left no result. */
  #settle(file: DatabaseFile): readonly DatabaseEvent[] {
    if (this.#open === null) return [];
    const [now] = operationsWith([this.#open], [], signsIn(file, file.now ?? this.#options.clock.now()));
    if (now === undefined || now.state.kind === 'running') return [];
    this.#watch(null, file);
    return [{ type: 'ended', operation: now }];
  }

  #watch(row: OperationRow | null, { now }: DatabaseFile): void {
    this.#open = row;
    const ours = this.#options.clock.now();
    this.#meter = row === null ? null : new UploadMeter(row.id, ours - Math.max(0, (now ?? ours) - row.startedAt));
  }

  #remember({ stamp, modifiedAt, now }: DatabaseFile): void {
    const isSettled = modifiedAt !== null && now !== null && now - modifiedAt > SETTLED_MS;
    this.#stamp = isSettled && stamp !== null ? stamp : undefined;
  }

  async #logNews(): Promise<readonly DatabaseEvent[]> {
    const { log: place, signal } = this.#options;
    if (place === null) return [];
    const lines = Number.MAX_SAFE_INTEGER;
    const read = await readJobLog(this.#database.shell, place, this.#logPosition, { lines, signal });
    if (read === null) return [];
    this.#logPosition = read.position;
    const { log } = read;
    const { reason } = log;
    const isNew = reason !== null && JSON.stringify(reason) !== JSON.stringify(this.#reason);
    this.#reason = reason;
    return [
      ...log.lines.map((line) => ({ type: 'log', line }) as const),
      ...(isNew ? [{ type: 'reason', reason } as const] : []),
    ];
  }
}

function contentOf({ now: _, ...content }: DatabaseState): string {
  return JSON.stringify(content);
}

/** Until the time is over, or it is aborted. */
function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(delayMs, end);
    signal.addEventListener('abort', end);
  });
}
