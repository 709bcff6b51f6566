import type { SafeText } from '../../text/safe-text.ts';
import type { Cause, CauseCode } from '../cause.ts';
import type { Status } from '../status.ts';
import type { EpochMs } from '../time.ts';
import type { JobFacts } from './facts.ts';

/** One thing that is wrong, and what it would make of the job if it were all. */
export interface Finding {
  readonly status: Status;
  readonly cause: Cause;
}

/** One rule of judgement: what it finds wrong with a job, if anything. */
export type Rule = (facts: JobFacts, now: EpochMs) => Finding | null;

export function finding(
  status: Status,
  code: CauseCode,
  message: SafeText,
  evidence: readonly (SafeText | null)[],
  next: SafeText,
): Finding {
  return { status, cause: { code, message, evidence: evidence.filter((line) => line !== null), next } };
}
