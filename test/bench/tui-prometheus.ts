import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { EpochMs } from '../../src/domain/time.ts';

/** Each time it is asked for the fleet, so much more time has passed. */
export const ROUND_MS = 15_000;
const JOBS_PER_HOST = 100;
/** Where the moment of the answer goes in the text. */
const MOMENT = '"moment"';

export interface SimulatedFleet {
  readonly jobs: number;
  /** Whether each job has the two alert rules of the field. */
  readonly rules?: boolean;
}

interface SimulatedPrometheus {
  readonly url: string;
  stop(): void;
}

/** Answers as a Prometheus that scrapes such a fleet; the exporters of its hosts answer too. */
export async function simulatePrometheus({ jobs, rules = false }: SimulatedFleet): Promise<SimulatedPrometheus> {
  const alertRules = encode({ groups: rules ? [{ name: 'Amaterasu', file: 'rules.yml', rules: rulesOf(jobs) }] : [] });
  const startedAt = Date.now();
  const series = JSON.stringify({
    status: 'success',
    data: { resultType: 'vector', result: samplesOf(jobs, startedAt) },
  });
  const nothing = encode({ resultType: 'vector', result: [] });
  let rounds = 0;
  const now = (): EpochMs => Date.now() + rounds * ROUND_MS;
  const answer = async (request: IncomingMessage, address: string): Promise<Buffer | string> => {
    const { url = '' } = request;
    if (url.includes('/targets')) return encode({ activeTargets: targetsOf(jobs, address, now()) });
    if (url.includes('/rules')) return alertRules;
    const host = /^\/host(\d+)\/metrics/.exec(url);
    if (host !== null) return pageOf(Number(host[1]), jobs, startedAt);
    const query = new URLSearchParams(await text(request)).get('query') ?? '';
    if (!query.includes('node_uname_info')) return nothing;
    const body = Buffer.from(series.replaceAll(MOMENT, String(now() / 1000)));
    rounds += 1;
    return body;
  };
  const server = createServer(async (request, response) => {
    const { address, port } = server.address() as AddressInfo;
    const body = await answer(request, `${address}:${port}`);
    const type = typeof body === 'string' ? 'text/plain; version=0.0.4' : 'application/json';
    response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function encode(data: unknown): Buffer {
  return Buffer.from(JSON.stringify({ status: 'success', data }));
}

interface SimulatedJob {
  readonly host: string;
  readonly metric: string;
  readonly ageSeconds: number;
  readonly durationSeconds: number;
  readonly exitCode: number;
}

/** Of each hundred one has failed, one is late, one has warnings. */
function jobAt(at: number): SimulatedJob {
  const host = `host${Math.floor(at / JOBS_PER_HOST)}`;
  const kind = at % 100;
  return {
    host,
    metric: `${host}__srv_job${at % JOBS_PER_HOST}`,
    ageSeconds: kind === 23 ? 190_000 : 600 + ((at * 7919) % 60_000),
    durationSeconds: 20 + ((at * 31) % 9000),
    exitCode: kind === 7 ? 100 : kind === 61 ? 2 : 0,
  };
}

function startOf({ ageSeconds }: SimulatedJob, startedAt: EpochMs): number {
  return Math.floor(startedAt / 1000) - ageSeconds;
}

function samplesOf(jobs: number, startedAt: EpochMs): readonly unknown[] {
  const sample = (name: string, host: string, value: number, more = {}) => ({
    metric: { __name__: name, instance: `${host}:9100`, job: host, ...more },
    value: ['moment', String(value)],
  });
  return Array.from({ length: jobs }, (_, at) => {
    const job = jobAt(at);
    const stem = `duplicati_${job.metric}`;
    return [
      ...(at % JOBS_PER_HOST === 0
        ? [
            sample('node_uname_info', job.host, 1, { nodename: job.host }),
            sample('node_textfile_scrape_error', job.host, 0),
          ]
        : []),
      sample(`${stem}_last_run_start`, job.host, startOf(job, startedAt)),
      sample(`${stem}_last_run_seconds`, job.host, job.durationSeconds),
      sample(`${stem}_last_exitcode`, job.host, job.exitCode),
    ];
  }).flat();
}

function targetsOf(jobs: number, address: string, now: EpochMs): readonly unknown[] {
  return Array.from({ length: Math.ceil(jobs / JOBS_PER_HOST) }, (_, host) => ({
    labels: { instance: `host${host}:9100`, job: `host${host}` },
    scrapePool: `host${host}`,
    scrapeUrl: `http://${address}/host${host}/metrics`,
    health: 'up',
    lastError: '',
    lastScrape: new Date(now - 5000).toISOString(),
    scrapeInterval: '15s',
  }));
}

function rulesOf(jobs: number): readonly unknown[] {
  const rule = (name: string, query: string) => ({
    type: 'alerting',
    name,
    query,
    state: 'inactive',
    health: 'ok',
    alerts: [],
  });
  return Array.from({ length: jobs }, (_, at) => {
    const { metric } = jobAt(at);
    const start = `duplicati_${metric}_last_run_start`;
    const name = `MONITORED DUPLICATI JOB ${metric}`;
    return [
      rule(`${name} DIDNT START IN 24hrs`, `time() - ${start} > 86400 or absent(${start})`),
      rule(`${name} HAD FAILURE`, `duplicati_${metric}_last_exitcode > 9`),
    ];
  }).flat();
}

function pageOf(host: number, jobs: number, startedAt: EpochMs): string {
  const first = host * JOBS_PER_HOST;
  const lines = Array.from({ length: Math.min(JOBS_PER_HOST, jobs - first) }, (_, at) => {
    const job = jobAt(first + at);
    const stem = `duplicati_${job.metric}`;
    return [
      `${stem}_last_exitcode ${job.exitCode}`,
      `${stem}_last_run_seconds ${job.durationSeconds}`,
      `${stem}_last_run_start ${startOf(job, startedAt)}`,
    ];
  });
  return [...lines.flat(), 'node_textfile_scrape_error 0', `node_uname_info{nodename="host${host}"} 1`, ''].join('\n');
}
