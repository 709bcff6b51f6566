import type { EpochMs } from '../../domain/time.ts';
import { shortDuration } from '../../text/duration.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say } from '../../text/safe-text.ts';

/** `3h 12m ago`; what is still to come by our clock is no prediction: the clocks differ. */
export function agoText(at: EpochMs, now: EpochMs): SafeText {
  return at > now
    ? say`${shortDuration((at - now) / 1000)} ahead of our clock`
    : say`${shortDuration((now - at) / 1000)} ago`;
}

/** `2026-11-24 16:30:10Z, 3h 12m ago`. */
export function momentAndAge(at: EpochMs, now: EpochMs): SafeText {
  return say`${moment(at)}, ${agoText(at, now)}`;
}
