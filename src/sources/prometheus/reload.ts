import type { EpochMs } from '../../domain/time.ts';

/** Whether a server took its configuration when it read it last. */
export interface Reload {
  readonly taken: boolean;
  /** When it took the one that it runs on; `null` where it does not say. */
  readonly at: EpochMs | null;
}

/** `null` where the server does not say it of its configuration, as Thanos and Mimir. */
export function parseReload(data: unknown): Reload | null {
  const { reloadConfigSuccess, lastConfigTime } = (data ?? {}) as {
    reloadConfigSuccess?: unknown;
    lastConfigTime?: unknown;
  };
  if (typeof reloadConfigSuccess !== 'boolean') return null;
  const at = typeof lastConfigTime === 'string' ? Date.parse(lastConfigTime) : Number.NaN;
  return { taken: reloadConfigSuccess, at: at > 0 ? at : null };
}
