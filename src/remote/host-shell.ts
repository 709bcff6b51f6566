import type { SafeText } from '../text/safe-text.ts';

/** A POSIX shell script; `words` are its `"$1"`, `"$2"`, …: what comes from outside goes in there and never into `body`. */
export interface Script {
  readonly body: string;
  readonly words: readonly string[];
}

export interface ScriptOptions {
  /** For the person who asks what duptop did, such as `last operations of /srv`. */
  readonly what: SafeText;
  /** It does more than look around. */
  readonly changes?: boolean;
  /** For the whole round trip, the connection included where there is none yet. */
  readonly deadlineMs: number;
  /** Of what the script prints. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** What came of a script that ran to its end. */
export interface ScriptAnswer {
  readonly exitCode: number;
  /** What it printed, without whatever login shells and banners print around it. */
  readonly output: Uint8Array;
  /** What it complained of on standard error; cut to a few lines. */
  readonly complaint: SafeText;
}

/** A host that scripts can be sent to. Nothing goes on between two scripts, so a lost connection loses nothing. */
export interface HostShell {
  /** Its name in the fleet. */
  readonly host: string;
  /** How it is reached, for people: `ssh root@influx01`, `this machine`. */
  readonly way: SafeText;
  /**
   * Runs a script as the user that the configuration says, with `/bin/sh`, whatever the login shell. Its standard input is empty.
   * @throws RemoteError
   */
  run(script: Script, options: ScriptOptions): Promise<ScriptAnswer>;
  /** The command line on this machine that gives a person a shell there. */
  readonly login: {
    readonly command: string;
    readonly args: readonly string[];
    /** What has to be done before. @throws RemoteError */
    readonly prepare?: () => Promise<void>;
  };
}

/** All hosts, each reached over one connection that is made when it is needed. */
export interface Hosts {
  /** @throws RemoteError for a name that can't be one of a host */
  shellOf(host: string, instance: string | null): HostShell;
  /** Whether what runs detached on them goes on once they are closed. */
  readonly runsGoOn: boolean;
  /** Ends all connections. */
  close(): Promise<void>;
}
