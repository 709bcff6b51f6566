import type { SafeText } from '../text/safe-text.ts';

/** Why a job or host is not fine; worst and most specific first within a status is for the rules in `judge` to decide. */
export const CAUSE_CODES = [
  'host-unreachable',
  'exporter-down',
  'not-a-target',
  'scrape-failing',
  'prometheus-behind',
  'textfile-rejected',
  'textfile-shadowed',
  'textfile-missing',
  'never-ran',
  'not-scheduled',
  'wrapper-missing',
  'run-interrupted',
  'skipped-locked',
  'late',
  'exit-failed',
  'exit-errors',
  'exit-partial',
  'exit-bad-arguments',
  'exit-not-found',
  'exit-killed',
  'exit-warnings',
  'slow',
  'clock-skew',
  'rule-missing',
  'rule-mismatch',
  'rule-error',
  'name-collision',
  'database-locked',
  'database-damaged',
  'disk-full',
  'destination-unreachable',
] as const;
export type CauseCode = (typeof CAUSE_CODES)[number];

/** One reason, with the proof for it and the next step. All texts are safe to show. */
export interface Cause {
  readonly code: CauseCode;
  /** One sentence. */
  readonly message: SafeText;
  /** What was seen, a line each, with its source. */
  readonly evidence: readonly SafeText[];
  /** What to do, or the command that shows more. */
  readonly next: SafeText;
}
