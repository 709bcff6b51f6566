import { type FleetAlert, loudnessOf } from '../../domain/alert.ts';
import type { Matcher, Silence } from '../../domain/silence.ts';
import type { EpochMs } from '../../domain/time.ts';
import { shortDuration } from '../../text/duration.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';

const BLANKS = /\s+/g;

/** `instance="10.0.0.5:9100"`, `path!~"/var.*"`. */
export function matcherText({ name, value, isRegex, isEqual }: Matcher): SafeText {
  const operator = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
  return say`${name}${operator}${quotedValue(value)}`;
}

/** A value as it stands in a matcher: quotes and backslashes in it are told from others by a backslash. */
export function quotedValue(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Words that someone wrote, on one line. */
export function oneLine(text: string): SafeText {
  return visible(text.replace(BLANKS, ' ').trim());
}

/** `for 2h 5m more, by anna: moving house`. */
function silencedText({ endsAt, createdBy, comment }: Silence, now: EpochMs): SafeText {
  const words = oneLine(comment);
  return say`for ${lengthText(endsAt - now)} more, by ${oneLine(createdBy)}${words === '' ? '' : `: ${words}`}`;
}

/** `2026-11-24 21:42:20Z, 2h from now`. */
export function endText(endsAt: EpochMs, now: EpochMs): SafeText {
  return endsAt > now ? say`${moment(endsAt)}, ${lengthText(endsAt - now)} from now` : say`${moment(endsAt)}`;
}

/** Why nobody is told of an alert: the silence that ends last, what inhibits it, what mutes it; `null` where all are told. */
export function quietText(alert: FleetAlert, now: EpochMs): SafeText | null {
  const loudness = loudnessOf(alert);
  if (loudness === 'loud') return null;
  const partly = loudness === 'partly' ? 'in part, ' : '';
  const last = alert.silences.toSorted((one, other) => other.endsAt - one.endsAt)[0];
  if (last !== undefined) return say`${partly}${silencedText(last, now)}`;
  if (alert.inhibitedBy.length > 0) return say`${partly}inhibited by ${alert.inhibitedBy.join(', ')}`;
  if (alert.mutedBy.length > 0) return say`${partly}muted by ${alert.mutedBy.join(', ')}`;
  return say`${partly}suppressed`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** To the nearest of the smaller unit that is shown: what was asked for as two hours is so a second later too. */
function lengthText(ms: number): SafeText {
  const unit = ms >= 24 * HOUR - MINUTE / 2 ? HOUR : ms >= HOUR - SECOND / 2 ? MINUTE : SECOND;
  return shortDuration((Math.round(ms / unit) * unit) / 1000);
}
