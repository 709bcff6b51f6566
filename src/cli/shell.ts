import type { Environment } from '../config/environment.ts';
import type { Job } from '../domain/job.ts';
import type { Run } from '../domain/run.ts';
import type { FleetStream } from '../fleet/fleet-stream.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileWriter } from '../ports/file-writer.ts';
import type { Files } from '../ports/files.ts';
import type { Http } from '../ports/http.ts';
import type { Progress } from '../ports/progress.ts';
import type { TextOutput } from '../ports/terminal.ts';
import type { SafeText } from '../text/safe-text.ts';

/** A live table: what to show, and whom to ask for more. */
interface LiveScreen {
  readonly stream: FleetStream;
  /** Who is asked, for people. */
  readonly asking: SafeText;
  /** What to begin with. */
  readonly filter: string;
  readonly ascii: boolean;
  readonly color: boolean;
  readonly screenReader: boolean;
  /** Earlier runs of a job; `null` where nobody keeps them. @throws Error with a message that is safe to show */
  readHistory(job: Job, days: number, signal: AbortSignal): Promise<readonly Run[] | null>;
}

/** A terminal that can be taken over. */
export interface LiveTerminal {
  /** Until the person quits. */
  show(screen: LiveScreen): Promise<void>;
}

/** Everything that a command may touch of the world; `main.ts` builds the real one. */
export interface Shell {
  readonly version: string;
  readonly http: Http;
  readonly clock: Clock;
  readonly files: Files;
  readonly fileWriter: FileWriter;
  /** The folder of the package with what is put on hosts: the wrapper, and the Ansible role in `ansible/`. */
  readonly hostkitFolder: string;
  readonly environment: Environment;
  readonly homeFolder: string | null;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** `null`: without a terminal, or on one that can do nothing. */
  readonly terminal: LiveTerminal | null;
  readonly progress: Progress;
  /** Aborted when the person at the terminal has had enough. */
  readonly signal: AbortSignal;
}
