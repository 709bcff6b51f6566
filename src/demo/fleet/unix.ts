import type { EpochMs, Seconds } from '../../domain/time.ts';

/** As a wrapper writes moments and lengths of time: whole seconds. */
export function unix(at: EpochMs): Seconds {
  return Math.floor(at / 1000);
}

export function unixOrNull(at: EpochMs | null | undefined): Seconds | null {
  return at == null ? null : unix(at);
}
