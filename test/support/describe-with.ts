import { describe } from 'vitest';
import { lackOf } from './real-parts.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Why the suite does not run on this machine; shown at the end of the tests. */
    leftOut?: string;
  }
}

/** `describe` for tests that need real programs: left out, with the reason shown, where one is missing. */
export function describeWith(programs: readonly string[], name: string, tests: () => void): void {
  describeUnless(lackOf(...programs), name, tests);
}

/** `describe` that is left out for `reason`, unless that is `null`. */
export function describeUnless(reason: string | null, name: string, tests: () => void): void {
  if (reason === null) describe(name, tests);
  else describe.skip(name, { meta: { leftOut: reason } }, tests);
}
