import type { Clock } from '../../ports/clock.ts';
import type { Processes, RunningProcess } from '../../ports/processes.ts';
import type { SshDestination } from '../host-destination.ts';
import { masterCommand } from './ssh-command.ts';

/** Of what a connection says: reasons come last. */
const KEPT_CHARACTERS = 16 * 1024;
/** A master of the user's own for a jump host may hold our standard error open for ever. */
const LAST_WORDS_MS = 500;
/** For a connection to end by itself once its standard input is closed. */
const CLOSING_MS = 1000;

/** A connection that stands. */
export interface SshConnection {
  /** The socket by which it is shared. */
  readonly socket: string;
  readonly isUp: boolean;
  /** Resolves once it is gone. */
  close(): Promise<void>;
}

/** How an attempt ended without a connection. */
export interface NoConnection {
  readonly exitCode: number;
  /** What ssh said, or else the host; from outside. */
  readonly said: string;
}

export interface ConnectionParts {
  readonly processes: Processes;
  readonly clock: Clock;
  readonly newNonce: () => string;
}

/**
 * Connects, and resolves once scripts can be sent. The signal ends the attempt and does nothing to a connection that stands.
 * @throws ProcessError where ssh can't be started
 */
export async function connect(
  destination: SshDestination,
  { socket, signal }: { readonly socket: string; readonly signal: AbortSignal },
  { processes, clock, newNonce }: ConnectionParts,
): Promise<SshConnection | NoConnection> {
  const ready = newNonce();
  const master = await processes.start({ ...masterCommand(destination, { socket, ready }), input: 'held' });
  let isUp = true;
  void master.ended.then(() => {
    isUp = false;
  });
  let said = '';
  let printed = '';
  const heard = eachText(master.stderr, (text) => {
    said = lastOf(said + text);
  });
  const stood = new Promise<boolean>((resolve) => {
    // What comes behind it is drained.
    void eachText(master.stdout, (text) => {
      printed = lastOf(printed + text);
      if (printed.includes(ready)) resolve(true);
    });
  });
  const giveUp = () => master.kill();
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  const stands = await Promise.race([stood, master.ended.then(() => false)]);
  signal.removeEventListener('abort', giveUp);
  if (stands) {
    return {
      socket,
      get isUp() {
        return isUp;
      },
      close: () => closed(master, clock),
    };
  }
  const exitCode = await master.ended;
  await within(LAST_WORDS_MS, heard, clock);
  return { exitCode, said: said.trim() === '' ? printed : said };
}

export function isConnection(result: SshConnection | NoConnection): result is SshConnection {
  return 'socket' in result;
}

function lastOf(text: string): string {
  return text.slice(-KEPT_CHARACTERS);
}

async function eachText(bytes: AsyncIterable<Uint8Array>, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of bytes) take(decoder.decode(chunk, { stream: true }));
}

async function closed(master: RunningProcess, clock: Clock): Promise<void> {
  master.closeInput();
  if (!(await within(CLOSING_MS, master.ended, clock))) master.kill();
  await master.ended;
}

/** Whether it came to its end in that time. */
function within(ms: number, work: Promise<unknown>, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(false));
    void work.then(() => {
      cancel();
      resolve(true);
    });
  });
}
