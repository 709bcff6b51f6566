import type { Seconds } from '../../domain/time.ts';

const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const UNIT_SECONDS = [31_536_000, 604_800, 86_400, 3600, 60, 1, 0.001];

/** `1m30s` as Prometheus writes it; `null` for none. */
export function parseDuration(text: unknown): Seconds | null {
  if (typeof text !== 'string' || text.length > 64) return null;
  const match = DURATION.exec(text);
  if (match === null) return null;
  const seconds = UNIT_SECONDS.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0);
  return seconds > 0 ? seconds : null;
}
