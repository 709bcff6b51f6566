import type { EpochMs } from '../time.ts';
import { isObject, readBeginning } from './json-beginning.ts';
import type { BackendStatistics, BrokenFile, Messages, ParsedResult, PartResults, RunResult } from './run-result.ts';
import { secondsOfTimeSpan } from './time-span.ts';

type Members = Readonly<Record<string, unknown>>;

const PARSED: Readonly<Record<string, ParsedResult>> = {
  Success: 'success',
  Warning: 'warning',
  Error: 'error',
  Fatal: 'fatal',
};
/** .NET's dummy for a moment that was never set is in year 1. */
const EARLIEST: EpochMs = Date.UTC(2000);
const MOST_MESSAGES = 20;
const MOST_BROKEN = 20;
const LONGEST_TEXT = 4000;

/** Reads the `Result` document of a run, whole or cut off; `null` for text that is none. */
export function decodeResult(json: string): RunResult | null {
  const read = readBeginning(json);
  if (read === null) return null;
  const { value } = read;
  const parsedText = textOf(value.ParsedResult);
  const backend = isObject(value.BackendStatistics) ? backendOf(value.BackendStatistics) : nestedBackend(value);
  return {
    mainOperation: textOf(value.MainOperation),
    parsed: PARSED[parsedText ?? ''] ?? null,
    parsedText,
    beganAt: momentOf(value.BeginTime),
    endedAt: momentOf(value.EndTime),
    durationSeconds: secondsOfTimeSpan(textOf(value.Duration) ?? ''),
    added: countOf(value.AddedFiles),
    modified: countOf(value.ModifiedFiles),
    deleted: countOf(value.DeletedFiles),
    examined: countOf(value.ExaminedFiles),
    addedBytes: countOf(value.SizeOfAddedFiles),
    modifiedBytes: countOf(value.SizeOfModifiedFiles),
    examinedBytes: countOf(value.SizeOfExaminedFiles),
    filesWithError: countOf(value.FilesWithError),
    notProcessed: countOf(value.NotProcessedFiles),
    restored: countOf(value.RestoredFiles ?? value.FilesRestored),
    restoredBytes: countOf(value.SizeOfRestoredFiles),
    dryRun: value.Dryrun === true,
    partial: value.PartialBackup === true || value.Interrupted === true,
    warnings: messagesOf(value.Warnings, value.WarningsActualLength),
    errors: messagesOf(value.Errors, value.ErrorsActualLength),
    backend,
    parts: partsOf(value),
    version: textOf(value.Version),
    cut: read.cut,
  };
}

/** It stands at the end of the document, and again in every part. */
function nestedBackend(value: Members): BackendStatistics | null {
  for (const part of [value.TestResults, value.CompactResults, value.DeleteResults]) {
    if (isObject(part) && isObject(part.BackendStatistics)) return backendOf(part.BackendStatistics);
  }
  return null;
}

function backendOf(value: Members): BackendStatistics {
  return {
    bytesUploaded: countOf(value.BytesUploaded),
    bytesDownloaded: countOf(value.BytesDownloaded),
    filesUploaded: countOf(value.FilesUploaded),
    filesDownloaded: countOf(value.FilesDownloaded),
    filesDeleted: countOf(value.FilesDeleted),
    retries: countOf(value.RetryAttempts),
    remoteFiles: countOf(value.KnownFileCount),
    remoteBytes: countOf(value.KnownFileSize),
    versions: countOf(value.BackupListCount),
    freeBytes: countOf(value.FreeQuotaSpace),
    totalBytes: countOf(value.TotalQuotaSpace),
  };
}

function partsOf(value: Members): PartResults {
  const { CompactResults: compact, DeleteResults: deleted } = value;
  const test = isObject(value.TestResults) ? value.TestResults : value;
  const verifications = Array.isArray(test.Verifications) ? (test.Verifications as readonly unknown[]) : null;
  const sets = isObject(deleted) ? deleted : value;
  return {
    compact: isObject(compact)
      ? {
          deleted: countOf(compact.DeletedFileCount) ?? 0,
          downloaded: countOf(compact.DownloadedFileCount) ?? 0,
          uploaded: countOf(compact.UploadedFileCount) ?? 0,
        }
      : null,
    deletedVersions:
      countOf(sets.DeletedSetsActualLength) ?? (Array.isArray(sets.DeletedSets) ? sets.DeletedSets.length : null),
    test:
      verifications === null
        ? null
        : {
            verified: countOf(test.VerificationsActualLength) ?? verifications.length,
            broken: verifications.flatMap(brokenIn).slice(0, MOST_BROKEN),
          },
  };
}

/** `{"Key": "FILE", "Value": [{"Key": "Error", "Value": "WHY"}, …]}`; a good file has an empty list. */
function brokenIn(verification: unknown): readonly BrokenFile[] {
  if (!isObject(verification) || !Array.isArray(verification.Value)) return [];
  const [first] = verification.Value as readonly unknown[];
  if (first === undefined) return [];
  return [
    {
      name: textOf(verification.Key) ?? '',
      error: (isObject(first) ? textOf(first.Value) : textOf(first)) ?? 'no reason given',
    },
  ];
}

function messagesOf(list: unknown, actual: unknown): Messages {
  const first = Array.isArray(list) ? (list as readonly unknown[]).flatMap((message) => textOf(message) ?? []) : [];
  return { count: countOf(actual) ?? first.length, first: first.slice(0, MOST_MESSAGES) };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : null;
}

/** Less than 0 is Duplicati's way to say that it does not know. */
function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** With no zone it is UTC: that is how Duplicati writes them. */
function momentOf(value: unknown): EpochMs | null {
  if (typeof value !== 'string' || !MOMENT.test(value)) return null;
  const at = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(at) || at < EARLIEST ? null : at;
}
