import { describe, expect, it } from 'vitest';
import { collect } from '../../src/fleet/collect.ts';
import type { Gathering } from '../../src/fleet/gathering.ts';
import type { HttpRequest } from '../../src/ports/http.ts';
import { FakeClock, type FakeHost, FakeNetwork, fleetOf, prometheusOver, type Reply } from './support/fake-world.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = NOW - 5 * HOUR;
const LABELS = { instance: '10.0.0.1:9100', job: 'web' };
const web: FakeHost = { name: 'web', address: LABELS.instance, jobs: { web__srv: 0 }, startedAt: NOW - HOUR };
const GONE = 'duplicati_web__gone_last_run_start';

const success = (data: unknown): Reply => ({ body: JSON.stringify({ status: 'success', data }) });
const failure: Reply = {
  status: 422,
  body: JSON.stringify({ status: 'error', errorType: 'execution', error: 'too much' }),
};

/** A Prometheus over `hosts` that remembers one job more, which it saw last at `lastAt`. */
function remembering(hosts: readonly FakeHost[], lastAt: number, names: Reply = success([GONE])): FakeNetwork {
  const present = prometheusOver(hosts, NOW);
  const moment = (labels: object, value: number) => ({ metric: { ...labels }, value: [NOW / 1000, String(value)] });
  return new FakeNetwork((url, request) => {
    if (url.includes('label/__name__/values')) return names;
    const query = formField(request, 'query');
    const endOfHour = NOW - Math.floor((NOW - lastAt) / HOUR) * HOUR;
    if (url.endsWith('/query_range')) {
      const isThere = query.startsWith('last_over_time') && endOfHour / 1000 >= Number(formField(request, 'start'));
      const found = { metric: { __name__: GONE, ...LABELS }, values: [[endOfHour / 1000, String(START / 1000)]] };
      return success({ resultType: 'matrix', result: isThere ? [found] : [] });
    }
    if (query.includes('timestamp(')) {
      return success({ resultType: 'vector', result: [moment({ series: GONE, ...LABELS }, lastAt / 1000)] });
    }
    if (query.startsWith('last_over_time')) {
      const named = (end: string) => ({ __name__: `duplicati_web__gone_last_${end}`, ...LABELS });
      const result = [
        moment(named('run_start'), START / 1000),
        moment(named('run_seconds'), 60),
        moment(named('exitcode'), 100),
      ];
      return success({ resultType: 'vector', result });
    }
    return present(url, request);
  });
}

function formField({ form = [] }: HttpRequest, wanted: string): string {
  return form.find(([name]) => name === wanted)?.[1] ?? '';
}

function read(http: FakeNetwork, previous: Gathering | null = null, clock = new FakeClock(NOW)) {
  return collect(fleetOf(http, { direct: false, history: true }), { http, clock }, { previous });
}

describe('a job that nobody declares and nobody shows any more', () => {
  it('is shown as gone, since when, with its last words', async () => {
    const { snapshot } = await read(remembering([web], NOW - 3 * HOUR));
    expect(snapshot.jobs.map(({ id, status }) => [id, status])).toEqual([
      ['web:/gone', 'missing'],
      ['web:/srv', 'ok'],
    ]);
    const [gone] = snapshot.jobs;
    expect(gone?.cause?.message).toContain('are gone from web since 3h');
    expect(gone?.cause?.evidence.join('\n')).toContain('started 2026-11-24 07:00:00Z, exit code 100');
    expect(gone?.cause?.next).toContain('it is forgotten 30 days after it was last seen');
    expect(gone?.otherCauses).toEqual([]);
  });

  it('is not gone when it was seen a moment ago: it may have come since; the next round looks again', async () => {
    const http = remembering([web], NOW - 20_000);
    const { snapshot, gathering } = await read(http);
    expect(snapshot.jobs.map(({ id }) => id)).toEqual(['web:/srv']);
    const asked = http.asked.length;
    const next = await read(http, gathering, new FakeClock(NOW + 15_000));
    expect(next.snapshot.jobs.map(({ id }) => id)).toEqual(['web:/srv']);
    expect(http.asked.length - asked).toBeGreaterThan(3);
    const later = await read(http, next.gathering, new FakeClock(NOW + 2 * MINUTE));
    expect(later.snapshot.jobs.map(({ id }) => id)).toEqual(['web:/gone', 'web:/srv']);
  });

  it('is gone at once when an earlier round has shown it', async () => {
    const both = { ...web, jobs: { web__srv: 0, web__gone: 100 } };
    const { gathering } = await read(remembering([both], NOW));
    const { snapshot } = await read(remembering([web], NOW), gathering, new FakeClock(NOW + 15_000));
    expect(snapshot.jobs.map(({ id, status }) => [id, status])).toEqual([
      ['web:/gone', 'missing'],
      ['web:/srv', 'ok'],
    ]);
  });

  it('is not gone when it is shown under another instance', async () => {
    const moved: FakeHost = { ...web, address: '10.0.0.9:9100', jobs: { web__gone: 0 } };
    const http = remembering([web], NOW - 3 * HOUR);
    const other = prometheusOver([moved], NOW);
    const both = new FakeNetwork((url, request) =>
      url.startsWith('http://other:9090') ? other(url, request) : http.answer(url, request),
    );
    const fleet = fleetOf(both, { prometheus: ['site', 'other'], direct: false, history: true });
    const { snapshot } = await collect(fleet, { http: both, clock: new FakeClock(NOW) });
    expect(snapshot.jobs.map(({ id, status }) => [id, status])).toEqual([
      ['web:/gone', 'ok'],
      ['web:/srv', 'ok'],
    ]);
  });

  it('can not be missed where the server lists no names, and a server that fails to is told of', async () => {
    const notThere = await read(remembering([web], NOW - 3 * HOUR, { status: 404, body: '{}' }));
    expect(notThere.snapshot.jobs).toHaveLength(1);
    expect(notThere.snapshot.sources[0]?.warnings).toEqual([]);
    const failing = await read(remembering([web], NOW - 3 * HOUR, failure));
    expect(failing.snapshot.sources[0]?.warnings.join()).toContain('names of earlier jobs: the query failed');
  });

  it('is missing for its instance where that is no target any more', async () => {
    const http = remembering([{ ...web, name: 'db', address: '10.0.0.2:9100', jobs: {} }], NOW - 3 * HOUR);
    const { snapshot } = await read(http);
    expect(snapshot.jobs).toMatchObject([{ status: 'missing', cause: { code: 'not-a-target' } }]);
    expect(snapshot.jobs[0]?.cause?.message).toContain('gone since 3h');
  });
});
