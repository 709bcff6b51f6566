import type { SuspendTerminal } from 'ink';
import { stopSelf } from './stop-self.ts';

/** Gives the terminal away for a while and takes it back. Before Ink has drawn anything there is nothing to give. */
export class TerminalHold {
  #lend: SuspendTerminal | null = null;
  #lent = false;

  /** Called by the app once Ink can lend the terminal. */
  ready(lend: SuspendTerminal): void {
    this.#lend = lend;
  }

  /** Back to the shell until it says `fg`. */
  suspend(): Promise<void> {
    return this.#while(stopSelf);
  }

  /** To a program, until that ends. */
  lendTo(program: () => Promise<void>): Promise<void> {
    return this.#while(program);
  }

  /** Whether somebody else has it now. */
  get isLent(): boolean {
    return this.#lent;
  }

  redraw(): Promise<void> {
    return this.#while(() => Promise.resolve());
  }

  async #while(away: () => Promise<void>): Promise<void> {
    if (this.#lent || this.#lend === null) return;
    this.#lent = true;
    try {
      await this.#lend(away);
    } finally {
      this.#lent = false;
    }
  }
}
