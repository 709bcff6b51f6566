import type { Shell } from './shell.ts';

/** For what is done while the live table has the terminal: nothing else may be written there. It ends with the signal. */
export function silentShell(shell: Shell, signal: AbortSignal): Shell {
  return {
    ...shell,
    signal,
    progress: { say: () => {}, end: () => {} },
    stderr: { isTerminal: false, columns: null, isClosed: false, write: async () => {} },
  };
}
