import { PLAIN_IDENTITY } from '../../../src/config/identity.ts';
import { type Collected, collect } from '../../../src/fleet/collect.ts';
import type { Gathering } from '../../../src/fleet/gathering.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { createHttp } from '../../../src/platform/http-got.ts';
import { createPrometheus } from '../../../src/sources/prometheus/client.ts';
import type { LabRun } from '../../lab/textfile.ts';
import type { PastSeries } from '../../sources/prometheus/support/past.ts';

export const DAY_MS = 86_400_000;

/** Runs of a job, oldest first, by how they ended: `days` apart, the last one started at `lastAt`. */
export function runsEndingAt(
  lastAt: number,
  exitCodes: readonly number[],
  { days = 1, seconds = () => 600 }: { readonly days?: number; readonly seconds?: (index: number) => number } = {},
): readonly LabRun[] {
  return exitCodes.map((exitCode, index) => ({
    startedAt: lastAt - (exitCodes.length - 1 - index) * days * DAY_MS,
    seconds: seconds(index),
    exitCode,
  }));
}

/** What a Prometheus scraped of the classic series while these were the last runs. */
export function classicPast(
  metric: string,
  labels: Readonly<Record<string, string>>,
  runs: readonly LabRun[],
  until: number = Number.POSITIVE_INFINITY,
): readonly PastSeries[] {
  const value = (of: (run: LabRun) => number) => (at: number) => {
    const run =
      at * 1000 < until
        ? runs.findLast(({ startedAt, seconds }) => startedAt + seconds * 1000 <= at * 1000)
        : undefined;
    return run === undefined ? null : of(run);
  };
  return [
    { name: `duplicati_${metric}_last_run_start`, labels, valueAt: value(({ startedAt }) => startedAt / 1000) },
    { name: `duplicati_${metric}_last_run_seconds`, labels, valueAt: value(({ seconds }) => seconds) },
    { name: `duplicati_${metric}_last_exitcode`, labels, valueAt: value(({ exitCode }) => exitCode) },
  ];
}

/** Reads a real Prometheus with all that it remembers; what was requested is noted in `asked`. */
export function collectWithHistory(
  url: string,
  asked: string[],
  previous: Gathering | null = null,
): Promise<Collected> {
  const real = createHttp({ userAgent: 'duptop/test' });
  const http: typeof real = {
    request: (request) => {
      asked.push(request.url);
      return real.request(request);
    },
  };
  const settings = { name: 'site', url, identity: PLAIN_IDENTITY, deadlineMs: 20_000, maxBodyBytes: 32e6 };
  return collect(
    {
      prometheus: [createPrometheus(settings, http)],
      exporters: {
        urls: [],
        direct: false,
        options: { identity: PLAIN_IDENTITY, deadlineMs: 1000, maxBodyBytes: 1e6 },
      },
      declared: [],
      history: true,
      settings: { defaultMaxAgeSeconds: 31 * 86_400, ignoreCauses: new Set() },
    },
    { http, clock: systemClock },
    { previous },
  );
}
