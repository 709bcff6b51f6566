import type { EpochMs } from '../../domain/time.ts';

/** What a simulated host is to have before anybody looks at it. All files are named by their whole paths. */
export interface StagingOrder {
  readonly folders: readonly string[];
  readonly files: readonly StagedFile[];
  readonly jobs: readonly StagedJob[];
}

export interface StagedFile {
  readonly file: string;
  readonly content:
    | { readonly text: string }
    /** A link to a program of this machine, looked for where systems have them. */
    | { readonly program: string };
  readonly mode: number;
  /** `null`: now. */
  readonly modifiedAt: EpochMs | null;
}

/** A job whose runs have left their marks. */
export interface StagedJob {
  readonly path: string;
  readonly database: string;
  /** Oldest first; all have ended. Times are by the host's own clock. */
  readonly runs: readonly StagedRun[];
  /** Some of its pages are overwritten in the end. */
  readonly damaged: boolean;
  /** Where the wrapper keeps what was said: the better one does. */
  readonly log: { readonly log: string; readonly reason: string } | null;
}

export interface StagedRun {
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs;
  readonly exitCode: number;
  /** What it said of why it failed. */
  readonly why: string;
}
