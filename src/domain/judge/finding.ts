import type { SafeText } from '../../text/safe-text.ts';
import type { Cause, CauseCode } from '../cause.ts';
import type { Status } from '../status.ts';

/** One thing that is wrong, and what it would make of the job if it were all. */
export interface Finding {
  readonly status: Status;
  readonly cause: Cause;
}

export function finding(
  status: Status,
  code: CauseCode,
  message: SafeText,
  evidence: readonly (SafeText | null)[],
  next: SafeText,
): Finding {
  return { status, cause: { code, message, evidence: evidence.filter((line) => line !== null), next } };
}
