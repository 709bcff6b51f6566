import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { Terminal } from '@xterm/headless';
import { eventually } from '../../support/eventually.ts';

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A terminal without a window: what is written to `stdout` is on its screen, what is typed comes from `stdin`. */
export class VirtualTerminal {
  readonly stdout: FakeStdout;
  readonly stdin = new FakeStdin();
  readonly #terminal: Terminal;

  constructor({ columns, rows }: Size) {
    // A terminal's driver makes CR LF of LF, in raw mode as Node sets it too.
    this.#terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
    this.stdout = new FakeStdout(this.#terminal, { columns, rows });
  }

  /** The lines of the screen, without blanks at their ends. */
  async lines(): Promise<readonly string[]> {
    await this.settled();
    const { active } = this.#terminal.buffer;
    return Array.from(
      { length: this.#terminal.rows },
      (_, at) =>
        active
          .getLine(active.viewportY + at)
          ?.translateToString()
          .trimEnd() ?? '',
    );
  }

  async text(): Promise<string> {
    return (await this.lines()).join('\n');
  }

  /** Waits until the screen holds the text. */
  async shows(wanted: string | RegExp): Promise<string> {
    let last = '';
    return eventually(
      async () => {
        last = await this.text();
        if (typeof wanted === 'string' ? last.includes(wanted) : wanted.test(last)) return last;
        throw new Error(`the screen is\n${last}`);
      },
      { what: `the screen to show ${wanted}`, deadlineMs: 10_000 },
    );
  }

  async until(isThere: (text: string) => boolean, what: string): Promise<string> {
    return eventually(
      async () => {
        const text = await this.text();
        if (isThere(text)) return text;
        throw new Error(`the screen is\n${text}`);
      },
      { what, deadlineMs: 10_000 },
    );
  }

  async hides(unwanted: string): Promise<string> {
    return eventually(
      async () => {
        const text = await this.text();
        if (!text.includes(unwanted)) return text;
        throw new Error(`the screen is\n${text}`);
      },
      { what: `the screen not to show ${unwanted}`, deadlineMs: 10_000 },
    );
  }

  /** As if keys were pressed: `\r` is Enter, `\x1b[B` is Down. */
  type(keys: string): void {
    this.stdin.write(keys);
  }

  /** The same, and waits until the keys have been taken, for those that change nothing on the screen. */
  async typed(keys: string): Promise<void> {
    this.type(keys);
    await eventually(() => this.stdin.readableLength === 0, { what: 'the keys to be taken' });
  }

  /** As if it were pasted into a terminal that marks pasted text. */
  paste(text: string): void {
    this.stdin.write(`\x1b[200~${text}\x1b[201~`);
  }

  resize(size: Size): void {
    this.#terminal.resize(size.columns, size.rows);
    this.stdout.columns = size.columns;
    this.stdout.rows = size.rows;
    this.stdout.emit('resize');
  }

  /** Whether each cell of a line that holds something is inverse. */
  async isInverse(line: number): Promise<boolean> {
    await this.settled();
    const { active } = this.#terminal.buffer;
    const cells = active.getLine(active.viewportY + line);
    const inverse = Array.from({ length: this.#terminal.cols }, (_, at) => cells?.getCell(at)?.isInverse() ?? 0);
    return inverse.every((one) => one !== 0);
  }

  /** The number of the foreground colour of a cell, `null` for the terminal's own. */
  async colorAt(line: number, column: number): Promise<number | null> {
    await this.settled();
    const { active } = this.#terminal.buffer;
    const cell = active.getLine(active.viewportY + line)?.getCell(column);
    return cell === undefined || cell.isFgDefault() ? null : cell.getFgColor();
  }

  async cursor(): Promise<{ readonly column: number; readonly line: number }> {
    await this.settled();
    const { active } = this.#terminal.buffer;
    return { column: active.cursorX, line: active.cursorY };
  }

  /** What of its state a program must give back as it was. */
  async state() {
    await this.settled();
    return {
      alternateScreen: this.#terminal.buffer.active.type === 'alternate',
      cursorHidden: this.stdout.lastOf('\x1b[?25l') > this.stdout.lastOf('\x1b[?25h'),
      bracketedPaste: this.#terminal.modes.bracketedPasteMode,
      mouse: this.#terminal.modes.mouseTrackingMode,
      raw: this.stdin.isRaw,
    };
  }

  async settled(): Promise<void> {
    await new Promise<void>((resolve) => this.#terminal.write('', resolve));
  }
}

export const UNTOUCHED = {
  alternateScreen: false,
  cursorHidden: false,
  bracketedPaste: false,
  mouse: 'none',
  raw: false,
};

/** The part of a `tty.WriteStream` that is used. */
class FakeStdout extends EventEmitter {
  readonly isTTY = true;
  columns: number;
  rows: number;
  /** Everything that was written. */
  written = '';
  readonly #terminal: Terminal;

  constructor(terminal: Terminal, { columns, rows }: Size) {
    super();
    this.#terminal = terminal;
    this.columns = columns;
    this.rows = rows;
  }

  write(text: string, callback?: () => void): boolean {
    this.written += text;
    this.#terminal.write(text, () => callback?.());
    return true;
  }

  lastOf(sequence: string): number {
    return this.written.lastIndexOf(sequence);
  }

  asStream(): NodeJS.WriteStream {
    return this as unknown as NodeJS.WriteStream;
  }
}

/** The part of a `tty.ReadStream` that is used. */
class FakeStdin extends PassThrough {
  readonly isTTY = true;
  isRaw = false;

  setRawMode(raw: boolean): this {
    this.isRaw = raw;
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  asStream(): NodeJS.ReadStream {
    return this as unknown as NodeJS.ReadStream;
  }
}
