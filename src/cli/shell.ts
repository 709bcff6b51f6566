import type { Environment } from '../config/environment.ts';
import type { Clock } from '../ports/clock.ts';
import type { Files } from '../ports/files.ts';
import type { Http } from '../ports/http.ts';
import type { Progress } from '../ports/progress.ts';
import type { TextOutput } from '../ports/terminal.ts';

/** Everything that a command may touch of the world; `main.ts` builds the real one. */
export interface Shell {
  readonly version: string;
  readonly http: Http;
  readonly clock: Clock;
  readonly files: Files;
  readonly environment: Environment;
  readonly homeFolder: string | null;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly progress: Progress;
  /** Aborted when the person at the terminal has had enough. */
  readonly signal: AbortSignal;
}
