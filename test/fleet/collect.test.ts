import { describe, expect, it } from 'vitest';
import { collect } from '../../src/fleet/collect.ts';
import {
  FakeClock,
  type FakeHost,
  FakeNetwork,
  fleetOf,
  pageOf,
  prometheusOver,
  type Reply,
} from './support/fake-world.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;
const web: FakeHost = { name: 'web', address: '10.0.0.1:9100', jobs: { web__srv: 0 }, startedAt: NOW - 60 * MINUTE };
const db: FakeHost = { name: 'db', address: '10.0.0.2:9100', jobs: { db__srv: 100 }, startedAt: NOW - 60 * MINUTE };

/** A Prometheus `site` over these hosts, whose exporters answer too, unless `instead` has another reply. */
function world(hosts: readonly FakeHost[], instead: (url: string) => Reply | undefined = () => undefined): FakeNetwork {
  const prometheus = prometheusOver(hosts, NOW);
  return new FakeNetwork((url, request) => {
    const other = instead(url);
    if (other !== undefined) return other;
    if (url.startsWith('http://site:9090/')) return prometheus(url, request);
    const host = hosts.find(({ address }) => url.startsWith(`http://${address}/`));
    return host ? pageOf(host) : 'refused';
  });
}

async function read(http: FakeNetwork, parts: Parameters<typeof fleetOf>[1] = {}) {
  const { snapshot } = await collect(fleetOf(http, parts), { http, clock: new FakeClock(NOW) });
  return snapshot;
}

describe('collect', () => {
  it('asks the exporters that Prometheus knows, and shows what the newest says', async () => {
    const http = world([web, db]);
    const { jobs, sources } = await read(http);
    expect(jobs.map(({ id, status }) => [id, status])).toEqual([
      ['db:/srv', 'failed'],
      ['web:/srv', 'ok'],
    ]);
    expect(jobs[0]?.seen.exporter?.lastRun?.exitCode).toBe(100);
    expect(sources.map(({ id, ok }) => [id, ok])).toEqual([
      ['prometheus:site', true],
      ['exporter:http://10.0.0.1:9100/metrics', true],
      ['exporter:http://10.0.0.2:9100/metrics', true],
    ]);
  });

  it('asks no exporter when it must not', async () => {
    const http = world([web]);
    const { jobs } = await read(http, { direct: false });
    expect(jobs.map(({ status }) => status)).toEqual(['ok']);
    expect(http.asked.every((url) => url.startsWith('http://site:9090/'))).toBe(true);
  });

  it('asks an exporter once that is both named and known, and gives it the names that Prometheus has for it', async () => {
    const http = world([web]);
    const { jobs } = await read(http, { exporters: ['http://10.0.0.1:9100'] });
    expect(http.asked.filter((url) => url.includes('10.0.0.1')).length).toBe(1);
    expect(jobs.map(({ id, instance }) => [id, instance])).toEqual([['web:/srv', '10.0.0.1:9100']]);
    expect(jobs[0]?.seen.prometheus).not.toBeNull();
    expect(jobs[0]?.seen.exporter).not.toBeNull();
  });

  it('keeps what one Prometheus knows when another fails', async () => {
    const { jobs, sources } = await read(world([web]), { prometheus: ['broken', 'site'] });
    expect(jobs.map(({ id }) => id)).toEqual(['web:/srv']);
    expect(sources.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['broken']);
  });

  it('shows a job once that two Prometheus have', async () => {
    const prometheus = prometheusOver([web], NOW);
    const http = new FakeNetwork((url, request) => (url.includes(':9090/') ? prometheus(url, request) : pageOf(web)));
    const { jobs } = await read(http, { prometheus: ['a', 'b'] });
    expect(jobs.map(({ id }) => id)).toEqual(['web:/srv']);
  });

  it('tells two machines apart that two Prometheus know by the same instance', async () => {
    const other = { ...db, address: web.address };
    const [a, b] = [prometheusOver([web], NOW), prometheusOver([{ ...other, name: 'web2' }], NOW)];
    const http = new FakeNetwork((url, request) => (url.startsWith('http://a:') ? a(url, request) : b(url, request)));
    const { jobs } = await read(http, { prometheus: ['a', 'b'], direct: false });
    expect(jobs.map(({ metric }) => metric).sort()).toEqual(['db__srv', 'web__srv']);
  });

  it('shows what it has on the way', async () => {
    const http = world([web, db]);
    const seen: number[] = [];
    await collect(
      fleetOf(http, {}),
      { http, clock: new FakeClock(NOW) },
      { onProgress: (current) => seen.push(current().jobs.length) },
    );
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(seen.at(-1)).toBe(2);
  });
});

describe('a Prometheus whose series can not be had', () => {
  const onlyQueryFails = (hosts: readonly FakeHost[]): FakeNetwork['answer'] => {
    const { answer } = world(hosts);
    return (url, request) =>
      url.includes('/query')
        ? { status: 422, body: '{"status":"error","errorType":"execution","error":"too many samples"}' }
        : answer(url, request);
  };
  const declared = [
    {
      origin: 'config',
      where: 'config.yml:1',
      target: { by: 'path', host: 'web', path: '/srv' },
      maxAgeSeconds: null,
      schedule: null,
    },
  ] as const;
  const withDeclared = (http: FakeNetwork) => ({
    ...fleetOf(http, { direct: false }),
    declared: [
      {
        id: 'config:c',
        kind: 'config',
        name: 'c',
        path: 'c',
        read: async () => ({ jobs: declared, warnings: [] }),
      } as const,
    ],
  });

  it('makes no declared job missing that may be there', async () => {
    const http = world([web]);
    http.answer = onlyQueryFails([web]);
    const { snapshot } = await collect(withDeclared(http), { http, clock: new FakeClock(NOW) });
    expect(snapshot.jobs.map(({ id, status, cause }) => [id, status, cause?.code])).toEqual([
      ['web:/srv', 'unknown', 'prometheus-behind'],
    ]);
    expect(snapshot.jobs[0]?.cause?.evidence.join()).toContain('too many samples');
  });

  it('takes away no row of the round before', async () => {
    const http = world([web]);
    const clock = new FakeClock(NOW);
    const fleet = withDeclared(http);
    const { gathering } = await collect(fleet, { http, clock });
    http.answer = onlyQueryFails([web]);
    clock.advance(15_000);
    const { snapshot } = await collect(fleet, { http, clock }, { previous: gathering });
    expect(snapshot.jobs.map(({ id, status }) => [id, status])).toEqual([['web:/srv', 'ok']]);
    expect(snapshot.sources.find(({ kind }) => kind === 'prometheus')?.ok).toBe(false);
  });

  it('is still awaited while it has not answered: declared jobs are not missing yet', async () => {
    const http = world([web], (url) => (url.startsWith('http://site:9090/') ? null : undefined));
    const seen: string[] = [];
    const ending = new AbortController();
    await collect(
      withDeclared(http),
      { http, clock: new FakeClock(NOW) },
      {
        signal: ending.signal,
        onProgress: (current) => {
          seen.push(...current().jobs.map(({ status }) => status));
          ending.abort();
        },
      },
    );
    expect(seen[0]).toBe('unknown');
  });
});

describe('a round after another', () => {
  const rounds = async (second: FakeNetwork['answer'], laterMs: number) => {
    const http = world([web, db]);
    const clock = new FakeClock(NOW);
    const fleet = fleetOf(http, {});
    const { gathering } = await collect(fleet, { http, clock });
    http.answer = second;
    clock.advance(laterMs);
    return collect(fleet, { http, clock }, { previous: gathering });
  };

  it('keeps the rows of a Prometheus that is gone, and goes on asking its exporters', async () => {
    const { snapshot } = await rounds(
      (url) => (url.includes('10.0.0.1') ? pageOf({ ...web, jobs: { web__srv: 3 } }) : 'refused'),
      15_000,
    );
    expect(snapshot.jobs.map(({ id, status, lastRun }) => [id, status, lastRun?.exitCode])).toEqual([
      ['db:/srv', 'failed', 100],
      ['web:/srv', 'failed', 3],
    ]);
    expect(snapshot.sources.find(({ id }) => id === 'prometheus:site')?.ok).toBe(false);
  });

  it('believes a Prometheus that is gone for five minutes; then its word is the last known one', async () => {
    const gone: FakeNetwork['answer'] = () => 'refused';
    const soon = await rounds(gone, MINUTE);
    expect(soon.snapshot.jobs.map(({ id, status }) => [id, status])).toContainEqual(['web:/srv', 'ok']);
    const later = await rounds(gone, 6 * MINUTE);
    const job = later.snapshot.jobs.find(({ id }) => id === 'web:/srv');
    expect([job?.status, job?.cause?.code, job?.lastRun?.exitCode]).toEqual(['unknown', 'exporter-down', 0]);
    expect(job?.seen.prometheus?.stale).toBe(true);
  });

  it('can say nothing of a job whose Prometheus is gone and whose exporter is not asked', async () => {
    const http = world([web]);
    const clock = new FakeClock(NOW);
    const fleet = fleetOf(http, { direct: false });
    const { gathering } = await collect(fleet, { http, clock });
    http.answer = () => 'refused';
    clock.advance(6 * MINUTE);
    const { snapshot } = await collect(fleet, { http, clock }, { previous: gathering });
    expect(snapshot.jobs.map(({ status, cause }) => [status, cause?.code])).toEqual([['unknown', 'prometheus-behind']]);
    expect(snapshot.jobs[0]?.cause?.message).toContain('for 6m');
  });

  it('forgets an exporter that is no target any more', async () => {
    const { snapshot } = await rounds(world([db]).answer, 15_000);
    expect(snapshot.jobs.map(({ id }) => id)).toEqual(['db:/srv']);
    expect(snapshot.sources.length).toBe(2);
  });
});
