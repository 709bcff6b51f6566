import { Buffer } from 'node:buffer';
import { type IPty, spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';
import { childrenOf } from '../lab/proc.ts';
import { eventually, GiveUp } from './eventually.ts';
import { LAUNCHER } from './run-duptop.ts';

const USUAL_SIZE = [80, 24] as const;
const DEADLINE_MS = 30_000;
/** What keys send that are no characters. */
const KEYS: Readonly<Record<string, string>> = {
  Enter: '\r',
  Esc: '\x1b',
  Space: ' ',
  PgDn: '\x1b[6~',
  'Ctrl+C': '\x03',
  'Ctrl+Z': '\x1a',
};

export interface TerminalOptions {
  readonly size?: readonly [columns: number, rows: number];
  /** Beside PATH, HOME, TERM, a UTF-8 locale and UTC. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A program in a real pseudoterminal, before a terminal of which the test sees the screen. Whoever opens one must close it. */
export class PtyTerminal {
  /** The exit code as a shell gives it: 128 + N for a program that signal N ended. */
  readonly ended: Promise<number>;
  readonly #pty: IPty;
  readonly #terminal: Terminal;
  readonly #chunks: Buffer[] = [];
  readonly #titles: string[] = [];
  #isRunning = true;

  constructor(file: string, args: readonly string[], { size = USUAL_SIZE, environment = {} }: TerminalOptions = {}) {
    const [columns, rows] = size;
    this.#terminal = new Terminal({ cols: columns, rows, allowProposedApi: true });
    this.#pty = spawn(file, [...args], {
      cols: columns,
      rows,
      encoding: null,
      env: {
        PATH: process.env.PATH,
        HOME: '/dev/null/nobody',
        TERM: 'xterm-256color',
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
        this.#isRunning = false;
        resolve(signal ? 128 + signal : exitCode);
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Everything that was written to the terminal so far. */
  get written(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  /** What programs wanted the window to be called. */
  get titles(): readonly string[] {
    return this.#titles;
  }

  /** The lines of the screen, without blanks at their ends. */
  async lines(): Promise<readonly string[]> {
    await this.#settled();
    const { active } = this.#terminal.buffer;
    const rows = Array.from({ length: this.#terminal.rows }, (_, row) => active.getLine(active.baseY + row));
    return rows.map((line) => line?.translateToString().trimEnd() ?? '');
  }

  async text(): Promise<string> {
    return (await this.lines()).join('\n');
  }

  /** What is seen, with its colours. */
  async screen(): Promise<Terminal> {
    await this.#settled();
    return this.#terminal;
  }

  /** The line that is inverse as a whole; `null` where none is. */
  async selected(): Promise<string | null> {
    const lines = await this.lines();
    const { active } = this.#terminal.buffer;
    const { cols } = this.#terminal;
    const isInverse = (row: number): boolean => {
      const line = active.getLine(active.baseY + row);
      return Array.from({ length: cols }, (_, at) => line?.getCell(at)?.isInverse()).every(Boolean);
    };
    return lines.find((_, row) => isInverse(row)) ?? null;
  }

  /** Types keys, each by its name (`Enter`) or as itself. A key after Esc is one with Alt unless the screen was waited for. */
  press(...keys: readonly string[]): this {
    this.#pty.write(keys.map((key) => KEYS[key] ?? key).join(''));
    return this;
  }

  /** As if the window were dragged to another size. */
  resize(columns: number, rows: number): this {
    this.#terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
    return this;
  }

  /** Waits until the screen holds the text, and gives the screen. @throws Error with the screen as it is in the end */
  untilShown(wanted: string | RegExp): Promise<string> {
    return this.until((text) => holds(text, wanted), `the screen to show ${wanted}`);
  }

  untilGone(unwanted: string | RegExp): Promise<string> {
    return this.until((text) => !holds(text, unwanted), `the screen not to show ${unwanted}`);
  }

  until(isThere: (text: string) => boolean | Promise<boolean>, what: string): Promise<string> {
    return eventually(
      async () => {
        const wasRunning = this.#isRunning;
        const text = await this.text();
        if (await isThere(text)) return text;
        const screen = `the screen is\n${text}`;
        throw wasRunning ? new Error(screen) : new GiveUp(`the program is gone; waited for ${what}; ${screen}`);
      },
      { what, deadlineMs: DEADLINE_MS },
    );
  }

  /** What of the terminal a program has to give back as it was. */
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

  /** As if the window were closed with the program in it. */
  hangUp(): void {
    (this.#pty as IPty & { destroy(): void }).destroy();
  }

  /** Ends the program and what it has started. */
  async close(): Promise<void> {
    for (const pid of [...childrenOf(this.pid), ...(this.#isRunning ? [this.pid] : [])]) kill(pid);
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

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
