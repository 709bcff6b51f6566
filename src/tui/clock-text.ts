import type { EpochMs } from '../domain/time.ts';
import { moment } from '../text/moment.ts';
import type { SafeText } from '../text/safe-text.ts';

/** `19:42:20Z` from `2026-11-24 19:42:20Z`. */
export function timeOfDay(at: EpochMs): SafeText {
  return (moment(at).split(' ')[1] ?? '') as SafeText;
}
