import type { SshDestination } from '../host-destination.ts';
import { createGate, type Gate } from './gate.ts';
import {
  type ConnectionParts,
  connect,
  isConnection,
  type NoConnection,
  type SshConnection,
} from './ssh-connection.ts';
import { unlessAborted } from './unless-aborted.ts';

/** sshd's default is 10 sessions a connection (MaxSessions), of which the connection itself takes one. */
const MOST_SCRIPTS = 6;

/** The one connection to a destination: made when it is needed, and made anew when it is lost. */
export interface SshLink {
  readonly destination: SshDestination;
  /** For the scripts that go over it at once. */
  readonly gate: Gate;
  /** Aborted by `close`. */
  readonly closing: AbortSignal;
  /**
   * A connection that stands; who comes while one is being made waits for that one. `null`: the signal came first.
   * @throws ProcessError where ssh can't be started
   */
  connection(signal: AbortSignal): Promise<SshConnection | NoConnection | null>;
  /** This one is no good any more. */
  drop(connection: SshConnection): void;
  /** Ends it, and whatever is on the way; resolves when all of it is gone. */
  close(): Promise<void>;
}

interface Attempt {
  readonly result: Promise<SshConnection | NoConnection>;
  readonly abandoned: AbortController;
  /** How many want what comes of it. */
  waiting: number;
}

export function createSshLink(destination: SshDestination, newSocket: () => string, parts: ConnectionParts): SshLink {
  const closing = new AbortController();
  /** What must be gone before `close` is done. */
  const ending = new Set<Promise<unknown>>();
  let standing: SshConnection | null = null;
  let attempt: Attempt | null = null;

  const end = (work: Promise<unknown>): void => {
    const over = work.catch(() => {}).finally(() => ending.delete(over));
    ending.add(over);
  };
  const begin = (): Attempt => {
    const abandoned = new AbortController();
    const result = connect(destination, { socket: newSocket(), signal: abandoned.signal }, parts);
    const begun: Attempt = { result, abandoned, waiting: 0 };
    end(
      result.then(async (made) => {
        if (!isConnection(made)) return;
        if (abandoned.signal.aborted) await made.close();
        else standing = made;
      }),
    );
    void result.catch(() => {}).finally(() => forget(begun));
    return begun;
  };
  const forget = (given: Attempt): void => {
    if (attempt === given) attempt = null;
  };
  const abandon = (given: Attempt): void => {
    given.abandoned.abort();
    forget(given);
  };

  return {
    destination,
    gate: createGate(MOST_SCRIPTS),
    closing: closing.signal,
    connection: async (signal) => {
      if (standing?.isUp) return standing;
      attempt ??= begin();
      const mine = attempt;
      mine.waiting += 1;
      try {
        return await unlessAborted(mine.result, signal);
      } finally {
        mine.waiting -= 1;
        if (signal.aborted && mine.waiting === 0) abandon(mine);
      }
    },
    drop: (connection) => {
      if (standing === connection) standing = null;
      end(connection.close());
    },
    close: async () => {
      closing.abort();
      if (attempt) abandon(attempt);
      if (standing) end(standing.close());
      standing = null;
      while (ending.size > 0) await Promise.all(ending);
    },
  };
}
