import type { FleetStream } from '../../fleet/fleet-stream.ts';
import type { Effect } from '../effect.ts';
import { clipboardSequence } from './clipboard.ts';
import type { Feeds } from './feeds.ts';
import type { Histories } from './histories.ts';

/** What effects act on. */
export interface Outside {
  readonly stream: FleetStream;
  readonly histories: Histories;
  readonly feeds: Feeds;
  readonly terminal: {
    /** Straight to the terminal, for what moves no cursor. */
    write(text: string): void;
    suspend(): void;
    redraw(): void;
    login(host: string, instance: string | null): void;
  };
  quit(): void;
}

export function runEffect(effect: Effect, { stream, histories, feeds, terminal, quit }: Outside): void {
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
    case 'login':
      terminal.login(effect.host, effect.instance);
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
    case 'start-feed':
      void feeds.start(effect.key, effect.request);
      break;
    case 'end-feed':
      feeds.end(effect.key);
      break;
    case 'load-history':
      void histories.load(effect.job, effect.days);
      break;
    case 'drop-history':
      histories.end(effect.id);
      break;
  }
}
