import { PLAIN_IDENTITY } from '../../../src/config/identity.ts';
import type { Fleet } from '../../../src/fleet/fleet.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { type Http, HttpError, type HttpErrorKind, type HttpRequest } from '../../../src/ports/http.ts';
import { createPrometheus } from '../../../src/sources/prometheus/client.ts';

/** What a request gets: a body, or the failure to get one; `null`: never anything, until it is aborted. */
export type Reply = { readonly status?: number; readonly type?: string; readonly body: string } | HttpErrorKind | null;

/** A network in memory: every request goes to `answer`, and is noted. */
export class FakeNetwork implements Http {
  readonly asked: string[] = [];
  answer: (url: string, request: HttpRequest) => Reply;

  constructor(answer: FakeNetwork['answer']) {
    this.answer = answer;
  }

  async request(request: HttpRequest): ReturnType<Http['request']> {
    const { url, signal } = request;
    this.asked.push(url);
    const reply = this.answer(url, request);
    if (reply === null) {
      await new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(new HttpError('aborted', url, 'aborted'))),
      );
    }
    if (reply === null || typeof reply === 'string') throw new HttpError(reply ?? 'aborted', url, `${reply}`);
    const body = new TextEncoder().encode(reply.body);
    return {
      status: reply.status ?? 200,
      contentType: reply.type ?? 'application/json',
      body: (async function* () {
        yield body;
      })(),
      discard: () => {},
    };
  }
}

/** Time that stands still until it is moved. */
export class FakeClock implements Clock {
  #now: number;
  #timers: { at: number; callback: () => void }[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#now + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Moves on, calling back whatever is due on the way, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }
}

export interface FleetParts {
  /** Names of Prometheus servers, each at `http://NAME:9090`. */
  readonly prometheus?: readonly string[];
  readonly exporters?: readonly string[];
  readonly direct?: boolean;
  readonly history?: boolean;
}

export function fleetOf(
  http: Http,
  { prometheus = ['site'], exporters = [], direct = true, history = false }: FleetParts,
): Fleet {
  return {
    prometheus: prometheus.map((name) =>
      createPrometheus(
        { name, url: `http://${name}:9090`, identity: PLAIN_IDENTITY, deadlineMs: 1000, maxBodyBytes: 1 << 20 },
        http,
      ),
    ),
    exporters: {
      urls: exporters,
      direct,
      options: { identity: PLAIN_IDENTITY, deadlineMs: 1000, maxBodyBytes: 1 << 20 },
    },
    declared: [],
    history,
    settings: { defaultMaxAgeSeconds: 86_400, ignoreCauses: new Set() },
  };
}

export interface FakeHost {
  readonly name: string;
  readonly address: string;
  readonly health?: 'up' | 'down';
  /** Exit code by metric. */
  readonly jobs: Readonly<Record<string, number>>;
  readonly startedAt: number;
}

/** The answers of a Prometheus that scrapes these hosts. */
export function prometheusOver(hosts: readonly FakeHost[], now: number): (url: string, request: HttpRequest) => Reply {
  const success = (data: unknown): Reply => ({ body: JSON.stringify({ status: 'success', data }) });
  return (url, request) => {
    if (url.includes('/targets')) {
      const activeTargets = hosts.map(({ name, address, health = 'up' }) => ({
        labels: { instance: address, job: name },
        scrapePool: name,
        scrapeUrl: `http://${address}/metrics`,
        health,
        lastError: health === 'up' ? '' : 'connect: connection refused',
        lastScrape: new Date(now - 5000).toISOString(),
        scrapeInterval: '15s',
      }));
      return success({ activeTargets, droppedTargets: [] });
    }
    if (url.includes('/rules')) return success({ groups: [] });
    const query = request.form?.find(([name]) => name === 'query')?.[1] ?? '';
    if (!query.includes('node_uname_info')) return success({ resultType: 'vector', result: [] });
    const result = hosts
      .filter(({ health = 'up' }) => health === 'up')
      .flatMap(({ name, address, jobs, startedAt }) => {
        const sample = (metric: string, value: number, more = {}) => ({
          metric: { __name__: metric, instance: address, job: name, ...more },
          value: [now / 1000, String(value)],
        });
        return [
          sample('node_uname_info', 1, { nodename: name }),
          sample('node_textfile_scrape_error', 0),
          ...Object.entries(jobs).flatMap(([metric, exitCode]) => [
            sample(`duplicati_${metric}_last_run_start`, startedAt / 1000),
            sample(`duplicati_${metric}_last_run_seconds`, 60),
            sample(`duplicati_${metric}_last_exitcode`, exitCode),
          ]),
        ];
      });
    return success({ resultType: 'vector', result });
  };
}

/** The page of a host's node exporter. */
export function pageOf({ name, jobs, startedAt }: FakeHost): Reply {
  const lines = [
    ...Object.entries(jobs).flatMap(([metric, exitCode]) => [
      `duplicati_${metric}_last_exitcode ${exitCode}`,
      `duplicati_${metric}_last_run_seconds 60`,
      `duplicati_${metric}_last_run_start ${startedAt / 1000}`,
    ]),
    'node_textfile_scrape_error 0',
    `node_uname_info{nodename="${name}"} 1`,
    '',
  ];
  return { type: 'text/plain; version=0.0.4', body: lines.join('\n') };
}
