import process from 'node:process';

/**
 * How long duptop waits for being stopped. A process group that no shell looks after is not stopped at all; for one that was,
 * the time is over at once when it goes on.
 */
const WAIT_MS = 200;

/** Stops the process group, as Ctrl+Z does outside of raw mode; resolves when it goes on. */
export function stopSelf(): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer);
      process.off('SIGCONT', goOn);
      resolve();
    };
    const timer = setTimeout(goOn, WAIT_MS);
    process.once('SIGCONT', goOn);
    process.kill(0, 'SIGTSTP');
  });
}
