import process from 'node:process';
import { type IPty, spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { eventually } from '../../support/eventually.ts';

interface Exit {
  readonly exitCode: number;
  readonly signal: number | undefined;
}

interface TerminalState {
  readonly alternateScreen: boolean;
  readonly cursorHidden: boolean;
  readonly bracketedPaste: boolean;
  readonly mouse: string;
}

/** A program in a terminal of the system's own, with a screen that can be looked at. */
export class RealTerminal {
  readonly exited: Promise<Exit>;
  readonly #pty: IPty;
  readonly #screen: Terminal;
  #written = '';

  constructor(command: string, args: readonly string[], { columns = 80, rows = 24 } = {}) {
    this.#screen = new Terminal({ cols: columns, rows, allowProposedApi: true });
    this.#pty = spawn(command, [...args], {
      name: 'xterm-256color',
      cols: columns,
      rows,
      env: { ...process.env, PS1: '$ ', NODE_ENV: 'production' },
    });
    this.#pty.onData((data) => {
      this.#written += data;
      this.#screen.write(data);
    });
    this.exited = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => resolve({ exitCode, signal }));
    });
    onTestFinished(() => this.kill('SIGKILL'));
  }

  get pid(): number {
    return this.#pty.pid;
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  kill(signal: NodeJS.Signals): void {
    try {
      this.#pty.kill(signal);
    } catch {
      // It is over already.
    }
  }

  async text(): Promise<string> {
    await new Promise<void>((resolve) => this.#screen.write('', resolve));
    const { active } = this.#screen.buffer;
    const lines = Array.from({ length: this.#screen.rows }, (_, at) =>
      active
        .getLine(active.viewportY + at)
        ?.translateToString()
        .trimEnd(),
    );
    return lines.join('\n');
  }

  async shows(wanted: string): Promise<string> {
    return eventually(
      async () => {
        const text = await this.text();
        if (text.includes(wanted)) return text;
        throw new Error(`the screen is\n${text}`);
      },
      { what: `the terminal to show ${wanted}`, deadlineMs: 15_000 },
    );
  }

  /** Waits until the terminal is in that state: what a program has to give back as it was. */
  async isIn(wanted: Partial<TerminalState>): Promise<void> {
    await eventually(
      async () => {
        const state = await this.#state();
        const wrong = Object.entries(wanted).filter(([name, value]) => state[name as keyof TerminalState] !== value);
        if (wrong.length === 0) return true;
        throw new Error(`it is in ${JSON.stringify(state)}`);
      },
      { what: `the terminal to be in ${JSON.stringify(wanted)}`, deadlineMs: 15_000 },
    );
  }

  async #state(): Promise<TerminalState> {
    await this.text();
    return {
      alternateScreen: this.#screen.buffer.active.type === 'alternate',
      cursorHidden: this.#written.lastIndexOf('\x1b[?25l') > this.#written.lastIndexOf('\x1b[?25h'),
      bracketedPaste: this.#screen.modes.bracketedPasteMode,
      mouse: this.#screen.modes.mouseTrackingMode,
    };
  }
}
