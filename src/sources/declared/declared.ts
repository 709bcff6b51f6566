import type { DeclaredJob } from '../../domain/declared-job.ts';
import type { SafeText } from '../../text/safe-text.ts';

/** The jobs that one place declares, and what it holds that could not be used. */
export interface Declared {
  readonly jobs: readonly DeclaredJob[];
  readonly warnings: readonly SafeText[];
}
