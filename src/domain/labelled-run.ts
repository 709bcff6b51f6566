import type { LabelledRun } from './reading.ts';

/** A labelled run while it is put together, series by series. */
export type LabelledRunDraft = { -readonly [Field in keyof LabelledRun]: LabelledRun[Field] };

/** A job of the labelled family of which nothing is known yet but its name. */
export function unknownLabelledRun(host: string, path: string): LabelledRunDraft {
  return {
    host,
    path,
    lastStartAt: null,
    lastCompletionAt: null,
    lastSuccessAt: null,
    durationSeconds: null,
    exitCode: null,
    attempts: null,
    running: null,
    dbPath: null,
    wrapperVersion: null,
  };
}
