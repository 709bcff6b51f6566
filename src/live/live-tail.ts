import type { DatabaseEvent } from '../domain/database/database-event.ts';
import type { EpochMs } from '../domain/time.ts';
import type { SafeText } from '../text/safe-text.ts';

/** What is told of a job's database. */
export type LiveTailStep =
  /** Where it is looked for. */
  | { readonly type: 'looking'; readonly way: SafeText }
  | {
      readonly type: 'found';
      /** Exact. */
      readonly path: string;
      /** What a person may want to know about the choice. */
      readonly notes: readonly SafeText[];
    }
  | { readonly type: 'event'; readonly event: DatabaseEvent; readonly at: EpochMs }
  /** There is none, or it can't be read; nothing more comes. */
  | {
      readonly type: 'failed';
      readonly message: SafeText;
      readonly hint: SafeText | null;
      readonly details: readonly SafeText[];
    };
