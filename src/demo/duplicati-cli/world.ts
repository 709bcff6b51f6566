import { setTimeout as wait } from 'node:timers/promises';
import { complain, print } from './say.ts';

/** Where and when a run happens: now, or in a past that is made up. */
export interface World {
  /** Milliseconds since the epoch. */
  now(): number;
  pause(milliseconds: number): Promise<void>;
  /** To standard output, and to standard error. */
  print(line: string): void;
  complain(line: string): void;
}

/** The real one, with a clock that may be ahead of it. */
export function realWorld(aheadSeconds: number): World {
  return {
    now: () => Date.now() + aheadSeconds * 1000,
    pause: async (milliseconds) => {
      await wait(milliseconds);
    },
    print,
    complain,
  };
}
