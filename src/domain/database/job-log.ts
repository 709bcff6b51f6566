import type { SafeText } from '../../text/safe-text.ts';
import type { EpochMs } from '../time.ts';

/** Why the last run was not good, as the better wrapper keeps it. */
export interface LastReason {
  readonly exitCode: number;
  readonly endedAt: EpochMs;
  /** The wrapper's own word first, then what duplicati-cli said. */
  readonly lines: readonly SafeText[];
}

/** A part of what the better wrapper keeps of a job's runs. Its lines are without what is named like a secret. */
export interface JobLog {
  /** Exact. */
  readonly file: string;
  readonly lines: readonly SafeText[];
  /** Whether it may not be read. */
  readonly denied: boolean;
  readonly reason: LastReason | null;
}
