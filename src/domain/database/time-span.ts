import type { Seconds } from '../time.ts';

const TIME_SPAN = /^(-)?(?:(\d{1,8})\.)?(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d{1,9})?$/;

/** .NET's `[d.]hh:mm:ss[.fffffff]`, as `00:00:40.0440200`; `null` for anything else, and for less than nothing. */
export function secondsOfTimeSpan(text: string): Seconds | null {
  const [, minus, days = '0', hours, minutes, seconds, fraction = ''] = TIME_SPAN.exec(text) ?? [];
  if (hours === undefined || minus !== undefined) return null;
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return fraction === '' ? whole : Number(`${whole}${fraction}`);
}
