import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PLAIN_IDENTITY } from '../../src/config/identity.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createHttp } from '../../src/platform/http-got.ts';
import type { Http } from '../../src/ports/http.ts';
import { sweepExporters } from '../../src/sources/exporter/sweep.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type Bench, medians, runToEnd } from './measure.ts';

const ROUNDS = 9;
const EXPORTERS = 1_000;
const AT_ONCE = 64;

export const bench: Bench = {
  name: 'sweep of exporters',
  run: async () => {
    const server = spawn(process.execPath, [join(import.meta.dirname, 'sweep-server.ts'), String(EXPORTERS)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
    const urls = (JSON.parse(line) as number[]).map((port) => `http://127.0.0.1:${port}/metrics`);
    const folder = tempFolder('bench');
    const config = join(folder.path, 'curl');
    writeFileSync(config, urls.map((url) => `url = "${url}"\noutput = "/dev/null"\n`).join(''));
    const kept = createHttp({ userAgent: 'duptop/bench' });
    const { first, next, other } = await medians(
      {
        other: () =>
          runToEnd('curl', ['--silent', '--fail', '--parallel', '--parallel-max', String(AT_ONCE), '--config', config]),
        first: () => sweep(urls, createHttp({ userAgent: 'duptop/bench' })),
        next: () => sweep(urls, kept),
      },
      ROUNDS,
    );
    server.stdin.end();
    folder.remove();
    const against = { other, unit: 'ms', against: 'curl --parallel', target: { ratio: 2, better: 'lower' } } as const;
    return [
      { what: `first sweep of ${EXPORTERS} exporters`, ours: first, ...against },
      { what: 'the next one, over the same connections', ours: next, ...against },
    ];
  },
};

/** @throws Error where an exporter could not be read: that would be no measure */
async function sweep(urls: readonly string[], http: Http): Promise<void> {
  const addresses = urls.map((url) => ({ url, instance: url, scrapeJob: null }));
  const outcomes = await sweepExporters(
    addresses,
    { http, clock: systemClock },
    {
      identity: PLAIN_IDENTITY,
      deadlineMs: 30_000,
      maxBodyBytes: 10_000_000,
      concurrency: AT_ONCE,
    },
  );
  for (const outcome of outcomes) if (!outcome.ok) throw outcome.error;
}
