import { Buffer } from 'node:buffer';
import { constants } from 'node:os';
import { type IPty, spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';
import { eventually, GiveUp } from './eventually.ts';
import { LAUNCHER } from './run-duptop.ts';

/** In columns and rows. */
const USUAL_SIZE = [80, 24] as const;
const USUAL_TERM = 'xterm-256color';
/** Colours, not bold, dim or inverse: 30 to 49 and 90 to 107 as one of the numbers of an SGR sequence. */
const COLOR_CODE = /\x1b\[(?:\d+;)*(?:3\d|4\d|9\d|10[0-7])(?:;\d+)*m/;
const KEYS: Readonly<Record<string, string>> = {
  Enter: '\r',
  Esc: '\x1b',
  Space: ' ',
  Up: '\x1b[A',
  Down: '\x1b[B',
  PgDn: '\x1b[6~',
  'Ctrl+C': '\x03',
  'Ctrl+Z': '\x1a',
  'Ctrl+L': '\x0c',
};

export interface TerminalOptions {
  readonly size?: readonly [columns: number, rows: number];
  /** Beside PATH, HOME, TERM and a UTF-8 locale. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A program in a real pseudoterminal, behind a terminal of which the test sees the screen. Whoever opens one must close it. */
export class PtyTerminal {
  /** Its end: the exit code as a shell gives it, 128 + N for a program that signal N ended. */
  readonly ended: Promise<number>;
  readonly #pty: IPty;
  readonly #terminal: Terminal;
  readonly #chunks: Buffer[] = [];
  readonly #titles: string[] = [];
  #running = true;

  constructor(file: string, args: readonly string[], { size = USUAL_SIZE, environment = {} }: TerminalOptions = {}) {
    const [columns, rows] = size;
    this.#terminal = new Terminal({ cols: columns, rows, allowProposedApi: true });
    this.#pty = spawn(file, [...args], {
      cols: columns,
      rows,
      encoding: null,
      env: {
        PATH: process.env.PATH,
        HOME: '/nonexistent',
        TERM: USUAL_TERM,
        LC_ALL: 'C.UTF-8',
        TZ: 'UTC',
        ...environment,
      },
    });
    // Without an encoding it gives bytes, though its types say text.
    this.#pty.onData((bytes: unknown) => this.#take(bytes as Buffer));
    // What a terminal answers to a program that asks it something.
    this.#terminal.onData((answer) => this.#pty.write(answer));
    this.#terminal.onTitleChange((title) => this.#titles.push(title));
    this.ended = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.#running = false;
        resolve(signal ? 128 + signal : exitCode);
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Titles that the window was given. */
  get titles(): readonly string[] {
    return this.#titles;
  }

  /** All that was written to the terminal so far. */
  get written(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  /** The lines of the screen, without blanks at their ends. */
  async lines(): Promise<readonly string[]> {
    await this.#settled();
    const { active } = this.#terminal.buffer;
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    );
  }

  async text(): Promise<string> {
    return (await this.lines()).join('\n');
  }

  /** The line that is shown inverse as a whole, which is the selected one; `null` where none is. */
  async selectedLine(): Promise<string | null> {
    const lines = await this.lines();
    const { active } = this.#terminal.buffer;
    const isInverse = (row: number): boolean => {
      const line = active.getLine(active.baseY + row);
      return Array.from({ length: this.#terminal.cols }, (_, at) => line?.getCell(at)?.isInverse() ?? 0).every(Boolean);
    };
    return lines.find((_, row) => isInverse(row)) ?? null;
  }

  /** Types the keys, each by its name (`Enter`, `Ctrl+C`) or as itself. After Esc the screen must be waited for. */
  press(...keys: readonly string[]): this {
    this.#pty.write(keys.map((key) => KEYS[key] ?? key).join(''));
    return this;
  }

  /** The window is dragged to another size. */
  resize(columns: number, rows: number): this {
    this.#terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
    return this;
  }

  /** Waits until the screen holds the text; gives the screen. @throws Error with the screen as it is at the deadline, or when the program is gone */
  untilShown(wanted: string | RegExp): Promise<string> {
    return this.until((text) => holds(text, wanted), `the screen to show ${wanted}`);
  }

  untilGone(unwanted: string | RegExp): Promise<string> {
    return this.until((text) => !holds(text, unwanted), `the screen not to show ${unwanted}`);
  }

  /** Waits until the screen is as `isThere` wants it. */
  until(isThere: (text: string) => boolean | Promise<boolean>, what: string): Promise<string> {
    return eventually(
      async () => {
        const running = this.#running;
        const text = await this.text();
        if (await isThere(text)) return text;
        const seen = `the screen is\n${text}`;
        throw running ? new Error(seen) : new GiveUp(`${what}: the program is gone; ${seen}`);
      },
      { what, deadlineMs: 30_000 },
    );
  }

  /** What of a terminal's state a program has to give back as it was. */
  async state() {
    await this.#settled();
    const { written } = this;
    const { bracketedPasteMode, mouseTrackingMode, applicationCursorKeysMode } = this.#terminal.modes;
    return {
      alternateScreen: this.#terminal.buffer.active.type === 'alternate',
      cursorHidden: written.lastIndexOf('\x1b[?25l') > written.lastIndexOf('\x1b[?25h'),
      bracketedPaste: bracketedPasteMode,
      mouse: mouseTrackingMode,
      applicationCursorKeys: applicationCursorKeysMode,
    };
  }

  get hasColors(): boolean {
    return COLOR_CODE.test(this.written);
  }

  signal(name: NodeJS.Signals): this {
    process.kill(this.pid, name);
    return this;
  }

  /** Ends the program, and with it all that it started in its terminal. */
  async close(): Promise<void> {
    if (this.#running) this.#pty.kill('SIGKILL');
    await this.ended;
    this.#terminal.dispose();
  }

  #take(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#terminal.write(bytes);
  }

  #settled(): Promise<void> {
    return new Promise((resolve) => this.#terminal.write('', resolve));
  }
}

/** The built duptop in a terminal. */
export function openDuptop(args: readonly string[], options: TerminalOptions = {}): PtyTerminal {
  return new PtyTerminal(process.execPath, [LAUNCHER, ...args], options);
}

function holds(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}
