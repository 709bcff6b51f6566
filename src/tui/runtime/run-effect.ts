import type { FleetStream } from '../../fleet/fleet-stream.ts';
import type { Effect } from '../effect.ts';
import { clipboardSequence } from './clipboard.ts';
import type { Histories } from './histories.ts';

/** What effects act on. */
export interface Outside {
  readonly stream: FleetStream;
  readonly histories: Histories;
  readonly terminal: {
    /** Straight to the terminal, for what moves no cursor. */
    write(text: string): void;
    suspend(): void;
    redraw(): void;
  };
  quit(): void;
}

export function runEffect(effect: Effect, { stream, histories, terminal, quit }: Outside): void {
  switch (effect.type) {
    case 'quit':
      quit();
      break;
    case 'suspend':
      terminal.suspend();
      break;
    case 'redraw':
      terminal.redraw();
      break;
    case 'copy':
      terminal.write(clipboardSequence(effect.text));
      break;
    case 'refresh':
      stream.refresh();
      break;
    case 'pause':
      stream.pause();
      break;
    case 'resume':
      stream.resume();
      break;
    case 'load-history':
      void histories.load(effect.job, effect.days);
      break;
    case 'drop-history':
      histories.end(effect.id);
      break;
  }
}
