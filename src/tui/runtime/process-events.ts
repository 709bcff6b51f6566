import process from 'node:process';

const ENDING = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

export interface ProcessListener {
  signal(signal: (typeof ENDING)[number]): void;
  /** Another process stopped this one, and it goes on now. */
  continued(): void;
  failed(error: unknown): void;
}

/** Hears what happens to the process, until the returned function is called. */
export function onProcessEvents({ signal, continued, failed }: ProcessListener): () => void {
  for (const name of ENDING) process.on(name, signal);
  process.on('SIGCONT', continued);
  process.on('uncaughtException', failed);
  return () => {
    for (const name of ENDING) process.off(name, signal);
    process.off('SIGCONT', continued);
    process.off('uncaughtException', failed);
  };
}
