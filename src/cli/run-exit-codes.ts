import type { RefusedWhy, RunEvent } from '../domain/host-run/run-event.ts';
import { isFailure } from '../domain/outcome.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** As sysexits.h and the wrapper have it. */
const RUNNING = 75;
/** As ssh has it. */
const UNREACHABLE = 255;

/** What `duptop run` ends with, from what is seen of its jobs: the backup's own code where that is a failure, the worst of several. */
export class RunExitCodes {
  readonly #codes = new Map<string, ExitCode>();
  /** Jobs whose run is over, and whose code nothing on the host told. */
  readonly #untold = new Set<string>();
  readonly #isStop: boolean;

  /** `isStop`: the runs are to end, and how they do is no failure. */
  constructor(isStop: boolean) {
    this.#isStop = isStop;
  }

  /** `id`: the job's. */
  take(id: string, event: RunEvent): void {
    switch (event.type) {
      case 'refused':
        this.#codes.set(id, this.#refusedCode(event.why));
        break;
      case 'stopping':
        // Until it is seen to have ended.
        this.#codes.set(id, RUNNING);
        break;
      case 'ended':
        if (event.end.exitCode === null) this.#untold.add(id);
        this.#codes.set(id, this.#isStop ? EXIT.done : codeOf(event.end.exitCode));
        break;
      case 'exporter-shows':
      case 'prometheus-shows':
        if (this.#untold.has(id)) this.#codes.set(id, codeOf(event.run.exitCode));
        break;
      default:
    }
  }

  worst(): ExitCode {
    return Math.max(EXIT.done, ...this.#codes.values());
  }

  #refusedCode(why: RefusedWhy): ExitCode {
    switch (why) {
      case 'running':
        return RUNNING;
      case 'unreachable':
        return UNREACHABLE;
      case 'not-running':
        return this.#isStop ? EXIT.done : EXIT.wrongUse;
      default:
        return EXIT.wrongUse;
    }
  }
}

function codeOf(exitCode: number | null): ExitCode {
  if (exitCode === null) return EXIT.nothingKnown;
  return isFailure(exitCode) ? exitCode : EXIT.done;
}
