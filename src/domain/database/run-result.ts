import type { EpochMs, Seconds } from '../time.ts';

/** What Duplicati says of its own run, in its words. */
export type ParsedResult = 'success' | 'warning' | 'error' | 'fatal';

/** Messages of one kind: Duplicati keeps the first 20, and the true number. */
export interface Messages {
  readonly count: number;
  /** As they are, several lines each. */
  readonly first: readonly string[];
}

export interface BackendStatistics {
  readonly bytesUploaded: number | null;
  readonly bytesDownloaded: number | null;
  readonly filesUploaded: number | null;
  readonly filesDownloaded: number | null;
  readonly filesDeleted: number | null;
  readonly retries: number | null;
  readonly remoteFiles: number | null;
  readonly remoteBytes: number | null;
  readonly versions: number | null;
  /** `null` where the destination does not tell. */
  readonly freeBytes: number | null;
  readonly totalBytes: number | null;
}

/** What a run did beside its main work. */
export interface PartResults {
  readonly compact: { readonly deleted: number; readonly downloaded: number; readonly uploaded: number } | null;
  /** Versions that the retention policy took away. */
  readonly deletedVersions: number | null;
  readonly test: { readonly verified: number; readonly broken: readonly BrokenFile[] } | null;
}

/** A file at the destination that is not what was put there. */
export interface BrokenFile {
  readonly name: string;
  readonly error: string;
}

/** A run's own account, the `Result` of its LogData. A key that is missing, or holds no such value, is `null`: they come and go with versions. */
export interface RunResult {
  /** Such as `Backup`. */
  readonly mainOperation: string | null;
  /** `null`: none of the four; then `parsedText` has what it says. */
  readonly parsed: ParsedResult | null;
  readonly parsedText: string | null;
  readonly beganAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  readonly durationSeconds: Seconds | null;
  readonly added: number | null;
  readonly modified: number | null;
  readonly deleted: number | null;
  readonly examined: number | null;
  readonly addedBytes: number | null;
  readonly modifiedBytes: number | null;
  readonly examinedBytes: number | null;
  readonly filesWithError: number | null;
  readonly notProcessed: number | null;
  readonly restored: number | null;
  readonly restoredBytes: number | null;
  readonly dryRun: boolean;
  /** Stopped before its end, with a part of the files uploaded. */
  readonly partial: boolean;
  readonly warnings: Messages;
  readonly errors: Messages;
  readonly backend: BackendStatistics | null;
  readonly parts: PartResults;
  readonly version: string | null;
  /** Too long to be read whole: what is missing here may be in the rest. */
  readonly cut: boolean;
}
