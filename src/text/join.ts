import type { SafeText } from './safe-text.ts';

/** Safe texts one after the other: nothing that is safe becomes unsafe beside another. */
export function join(parts: readonly SafeText[], between = '' as SafeText): SafeText {
  return parts.join(between) as SafeText;
}
