import type { RunEvent } from '../domain/host-run/run-event.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { TextOutput } from '../ports/terminal.ts';
import { jsonText } from '../present/document/json-text.ts';
import { encodeRunEvent } from '../present/run/encode.ts';
import { progressText, runEventLines } from '../present/run/event-lines.ts';
import { type Line, segment } from '../present/tone.ts';
import { shortDuration } from '../text/duration.ts';
import { truncate } from '../text/fit.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import type { RunnableJob } from './runnable-jobs.ts';
import { painted, type Style } from './style.ts';

interface Row {
  readonly since: EpochMs;
  progress: SafeText | null;
  last: SafeText | null;
}

/** From wherever the cursor is in the line behind them: the terminal itself may have written ^C there. */
const UP = (lines: number): string => (lines === 0 ? '' : `\r\x1b[${lines}A\x1b[J`);
const TICK_MS = 1000;

/**
 * Where the events of runs are told: as lines of JSON; as text; and on a terminal with a row for each run that goes on below the text. Of
 * several runs at once only the last line of what each says is shown there.
 */
export class RunScreen {
  readonly #output: TextOutput;
  readonly #style: Style;
  readonly #clock: Clock;
  readonly #json: boolean;
  readonly #hasRows: boolean;
  readonly #several: boolean;
  readonly #rows = new Map<string, Row>();
  #drawn = 0;
  #cancelTick: (() => void) | null = null;
  /** One text after the other. */
  #writing: Promise<void> = Promise.resolve();

  constructor(
    output: TextOutput,
    style: Style,
    clock: Clock,
    { json, several }: { readonly json: boolean; readonly several: boolean },
  ) {
    this.#output = output;
    this.#style = style;
    this.#clock = clock;
    this.#json = json;
    this.#several = several;
    this.#hasRows = output.isTerminal && !json;
  }

  tell({ id, host, path }: RunnableJob, event: RunEvent): Promise<void> {
    const at = this.#clock.now();
    const exact = event.type === 'found' ? event.found.path : path;
    if (this.#json) return this.#write(`${jsonText(encodeRunEvent({ at, id, host, path: exact }, event))}\n`);
    const isInRow = this.#hasRows && this.#takeRow(id, event, at);
    const lines = isInRow ? [] : this.#lines(id, event, at);
    return this.#draw(lines.map((line) => painted(line, this.#style)).join(''));
  }

  /** A sentence of our own between the events; not in JSON. */
  say(line: Line): Promise<void> {
    return this.#json ? Promise.resolve() : this.#draw(painted(line, this.#style));
  }

  /** Takes the rows away. */
  async end(): Promise<void> {
    this.#rows.clear();
    await this.#draw('');
  }

  #lines(id: string, event: RunEvent, now: EpochMs): readonly Line[] {
    const context = { now, ascii: this.#style.ascii, width: this.#style.width };
    if (event.type !== 'output' || !this.#several) return runEventLines(id, event, context);
    return event.lines.map((line) => [segment(say`${id}: `, 'muted'), segment(line)]);
  }

  /** Whether the event is all told by its row. */
  #takeRow(id: string, event: RunEvent, now: EpochMs): boolean {
    if (event.type === 'started') this.#rows.set(id, { since: event.startedAt ?? now, progress: null, last: null });
    if (event.type === 'ended' || event.type === 'refused') this.#rows.delete(id);
    const row = this.#rows.get(id);
    if (row === undefined) return false;
    if (event.type === 'progress') row.progress = progressText(event.progress);
    else if (event.type === 'output' && this.#several)
      row.last = event.lines.findLast((line) => line !== '') ?? row.last;
    else return false;
    return true;
  }

  #draw(text: string): Promise<void> {
    if (!this.#hasRows) return this.#write(text);
    const now = this.#clock.now();
    const rows = Array.from(this.#rows, ([id, row]) => painted(this.#row(id, row, now), this.#style));
    const all = UP(this.#drawn) + text + rows.join('');
    this.#drawn = rows.length;
    this.#cancelTick?.();
    this.#cancelTick = rows.length === 0 ? null : this.#clock.after(TICK_MS, () => void this.#draw(''));
    return this.#write(all);
  }

  #row(id: string, { since, progress, last }: Row, now: EpochMs): Line {
    const text = say`${id}  ${shortDuration((now - since) / 1000)}${progress === null ? '' : `  ${progress}`}${last === null ? '' : `  ${last}`}`;
    const width = (this.#style.width ?? Number.POSITIVE_INFINITY) - 1;
    return [segment(truncate(text, width, 'end', this.#style.ascii), 'muted')];
  }

  #write(text: string): Promise<void> {
    this.#writing = this.#writing.then(() => this.#output.write(text));
    return this.#writing;
  }
}
