import { PLAIN_IDENTITY } from '../../../src/config/identity.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { collect } from '../../../src/fleet/collect.ts';
import { createHttp } from '../../../src/platform/http-got.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { createPrometheus } from '../../../src/sources/prometheus/client.ts';

const http = createHttp({ userAgent: 'duptop/test' });
const LIMITS = { identity: PLAIN_IDENTITY, deadlineMs: 20_000, maxBodyBytes: 100_000_000 };

/** What duptop makes of the fleet that a Prometheus knows. */
export async function askFleet(
  url: string,
  clock: Clock,
  { history = true }: { readonly history?: boolean } = {},
): Promise<Snapshot> {
  const { snapshot } = await collect(
    {
      prometheus: [createPrometheus({ name: 'default', url, ...LIMITS }, http)],
      exporters: { urls: [], direct: true, options: { ...LIMITS, concurrency: 16 } },
      declared: [],
      history,
      settings: { defaultMaxAgeSeconds: 86_400, ignoreCauses: new Set() },
    },
    { http, clock },
  );
  return snapshot;
}
