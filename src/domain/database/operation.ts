import type { Outcome } from '../outcome.ts';
import type { EpochMs, Seconds } from '../time.ts';
import { decodeResult } from './decode-result.ts';
import { outcomeOfResult } from './result-outcome.ts';
import type { RunResult } from './run-result.ts';

/** A row of Operation: something that Duplicati began. */
export interface OperationRow {
  readonly id: number;
  /** Free text: `Backup`, `Restore`, `Test`, …. */
  readonly description: string;
  readonly startedAt: EpochMs;
}

/** A row of LogData of the type `Result`. */
export interface ResultRow {
  readonly id: number;
  readonly operationId: number;
  readonly writtenAt: EpochMs | null;
  /** Its document, perhaps cut off. */
  readonly message: string;
}

/** What is known of how an operation went. */
export type OperationState =
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly result: RunResult }
  /** Its result is no text that can be understood. */
  | { readonly kind: 'unreadable' }
  /** It may have a result; the results could not be read, or not all. */
  | { readonly kind: 'unread' }
  | { readonly kind: 'running'; readonly evidence: 'process' | 'activity' }
  /** It left no result: it failed, or was cut off; the database does not tell which. */
  | { readonly kind: 'unfinished' }
  /** Results are kept for 30 days, and of some operations never. */
  | { readonly kind: 'not-kept'; readonly why: 'purged' | 'never' };

/** One operation with what is known of it. */
export interface DatabaseOperation {
  /** `null`: a run that failed before it had a row of its own; its result hangs on the one before. */
  readonly id: number | null;
  readonly description: string;
  readonly startedAt: EpochMs;
  readonly state: OperationState;
}

/** Signs that something works on the database. */
export interface SignsOfLife {
  /** Whether a process was found; `null` where the host can't tell. */
  readonly process: boolean | null;
  /** Since anything of the database was written; `null` where not known. */
  readonly quietSeconds: Seconds | null;
}

/** A run may begin so much after the moment that its row has: rows have whole seconds. */
const SAME_RUN_MS = 2000;
const KEPT_MS = 30 * 86_400_000;
/** Whoever sees all processes, and none of a run, may still miss one that was started in another way. */
const QUIET_SECONDS = { withoutProcess: 10, unknown: 120 } as const;
const LEAVES_A_RESULT = /^(?:backup|restore|test|delete|compact|repair|recreate|vacuum)/i;

/**
 * Operations with their results, oldest first. A result belongs to the operation whose row it names only if its run began at that
 * operation's start: from 2.0.8.1 on, one that fails early hangs its result on the operation before, which may have been a good one.
 * `resultsWhole`: whether all results that there are could be read.
 */
export function operationsWith(
  rows: readonly OperationRow[],
  results: readonly ResultRow[],
  signs: SignsOfLife,
  { resultsWhole = true }: { readonly resultsWhole?: boolean } = {},
): readonly DatabaseOperation[] {
  const ordered = rows.toSorted((one, other) => one.id - other.id);
  const newest = ordered.at(-1) ?? null;
  const byOperation = Map.groupBy(
    results.toSorted((one, other) => one.id - other.id),
    ({ operationId }) => operationId,
  );
  return ordered.flatMap((row) => {
    const { own, others } = sortResults(row, byOperation.get(row.id) ?? []);
    const isLast = row === newest && others.length === 0;
    const without = stateWithout(row, newest ?? row, isLast, signs);
    const state = own ?? (!resultsWhole && restsOnNoResult(without) ? { kind: 'unread' as const } : without);
    return [{ ...row, state }, ...others];
  });
}

/** Of the results that hang on an operation, its own and those of later runs. */
export function sortResults(
  row: OperationRow,
  results: readonly ResultRow[],
): { readonly own: OperationState | null; readonly others: readonly DatabaseOperation[] } {
  let own: OperationState | null = null;
  const others: DatabaseOperation[] = [];
  for (const { message, writtenAt } of results) {
    const result = decodeResult(message);
    const state: OperationState =
      result === null ? { kind: 'unreadable' } : { kind: 'ended', outcome: outcomeOfResult(result), result };
    const beganAt = result?.beganAt ?? null;
    const isLater = own !== null || (beganAt !== null && beganAt > row.startedAt + SAME_RUN_MS);
    if (!isLater) own = state;
    else
      others.push({
        id: null,
        description: result?.mainOperation ?? row.description,
        startedAt: beganAt ?? writtenAt ?? row.startedAt,
        state,
      });
  }
  return { own, others };
}

/** Whether it is told by there being no result, and by no more. */
function restsOnNoResult(state: OperationState): boolean {
  return state.kind === 'unfinished' || (state.kind === 'running' && state.evidence === 'activity');
}

function stateWithout(
  row: OperationRow,
  newest: OperationRow,
  isLast: boolean,
  { process, quietSeconds }: SignsOfLife,
): OperationState {
  if (isLast && process === true) return { kind: 'running', evidence: 'process' };
  const longest = QUIET_SECONDS[process === false ? 'withoutProcess' : 'unknown'];
  if (isLast && quietSeconds !== null && quietSeconds <= longest && LEAVES_A_RESULT.test(row.description))
    return { kind: 'running', evidence: 'activity' };
  if (row.startedAt < newest.startedAt - KEPT_MS) return { kind: 'not-kept', why: 'purged' };
  return LEAVES_A_RESULT.test(row.description) ? { kind: 'unfinished' } : { kind: 'not-kept', why: 'never' };
}
