import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/platform/clock.ts';
import { type PrometheusReading, readPrometheus } from '../../../src/sources/prometheus/read.ts';
import { failureOf, prometheusAt } from './support/clients.ts';
import { type Answerer, json, startWebServer, success, text, vector, type WebServer } from './support/web-server.ts';

const open: WebServer[] = [];
async function server(answer: Answerer): Promise<WebServer> {
  const started = await startWebServer(answer);
  open.push(started);
  return started;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const WEB01 = { instance: '10.0.0.5:9100', job: 'web01' };
const SAMPLES: readonly (readonly [labels: Record<string, string>, value: string])[] = [
  [{ __name__: 'duplicati_web01__srv_last_run_start', ...WEB01 }, '1795540000'],
  [{ __name__: 'duplicati_web01__srv_last_run_seconds', ...WEB01 }, '12'],
  [{ __name__: 'duplicati_web01__srv_last_exitcode', ...WEB01 }, '0'],
];
const SERIES = vector(...SAMPLES);
const EVALUATED_AT = 1_795_549_083_123;
const TARGETS = {
  activeTargets: [
    {
      labels: WEB01,
      scrapeUrl: 'http://10.0.0.5:9100/metrics',
      health: 'up',
      lastError: '',
      lastScrape: new Date(EVALUATED_AT - 7000).toISOString(),
      scrapeInterval: '15s',
    },
  ],
};
const ALERT = {
  labels: { alertname: 'DUPLICATI LATE' },
  annotations: {},
  state: 'firing',
  activeAt: '2026-11-24T21:16:13Z',
};
const RULES = {
  groups: [
    {
      name: 'g',
      rules: [
        { type: 'alerting', name: 'r', query: 'duplicati_web01__srv_last_exitcode > 9', health: 'ok', alerts: [] },
      ],
    },
  ],
};

/** A server by what its endpoints do; those that are not given are not there. */
type Endpoints = Partial<
  Record<
    'query' | 'up' | 'lost' | 'targets' | 'rules' | 'alerts' | 'runtimeinfo',
    (response: Parameters<Answerer>[1]) => void
  >
>;
const healthy: Endpoints = {
  query: (response) => success(response, SERIES),
  targets: (response) => success(response, TARGETS),
  rules: (response) => success(response, RULES),
};
const broken = (response: Parameters<Answerer>[1]): void => text(response, 'internal error', 500);

async function read(endpoints: Endpoints): Promise<PrometheusReading & { readonly asked: readonly string[] }> {
  const { url, asked } = await server(({ path, fields }, response) => {
    const last = path.split('/').at(-1) ?? '';
    const query = last === 'query' ? (fields.get('query') ?? '') : '';
    const name = query.startsWith('(up') ? 'up' : query.includes('min_over_time(promhttp_') ? 'lost' : last;
    const endpoint = endpoints[name as keyof Endpoints];
    if (endpoint) endpoint(response);
    else text(response, '404 page not found', 404);
  });
  const reading = await readPrometheus(prometheusAt(url), { clock: systemClock });
  return { ...reading, asked: asked.map(({ path }) => path.replace('/api/v1/', '')).sort() };
}

describe('a reading', () => {
  it('has series, targets and rules, in three requests, and whether the configuration was taken', async () => {
    const reading = await read(healthy);
    expect(reading).toMatchObject({ source: 'prometheus:test', name: 'test', error: null, warnings: [], alerts: [] });
    expect(reading.instances).toMatchObject([
      { instance: '10.0.0.5:9100', scrapeJob: 'web01', at: EVALUATED_AT - 7000 },
    ]);
    expect(reading.targets).toHaveLength(1);
    expect(reading.rules).toMatchObject([{ name: 'r', metrics: ['web01__srv'] }]);
    expect(reading.up.size).toBe(0);
    expect(reading.asked).toEqual(['query', 'rules', 'status/runtimeinfo', 'targets']);
  });

  it.each([
    [{ reloadConfigSuccess: true, lastConfigTime: '2026-11-24T19:42:20Z' }, []],
    [
      { reloadConfigSuccess: false, lastConfigTime: '2026-11-24T19:42:20Z' },
      [expect.stringContaining('refused when it was read last: it goes on with that of 2026-11-24 19:42:20Z')],
    ],
    [{ reloadConfigSuccess: false, lastConfigTime: 'soon' }, [expect.stringContaining('with the one before')]],
    [{ reloadConfigSuccess: 'no' }, []],
    [null, []],
  ])('tells that a configuration was refused: %j', async (data, warnings) => {
    expect(await read({ ...healthy, runtimeinfo: (response) => success(response, data) })).toMatchObject({ warnings });
  });

  it('does not take a scrape for its values that ended after the query', async () => {
    const [target] = TARGETS.activeTargets;
    const later = { activeTargets: [{ ...target, lastScrape: new Date(EVALUATED_AT + 5000).toISOString() }] };
    const reading = await read({ ...healthy, targets: (response) => success(response, later) });
    expect(reading.instances[0]?.at).toBe(EVALUATED_AT);
  });

  it.each([
    ['3', 3],
    ['0', 0],
    ['NaN', null],
  ])('asks how often scrapes lost series lately where some ever did: %s', async (grown, lately) => {
    const count = { __name__: 'promhttp_metric_handler_errors_total', cause: 'gathering', ...WEB01 };
    const lost = vector([{ cause: 'gathering', ...WEB01 }, grown]);
    const reading = await read({
      ...healthy,
      query: (response) => success(response, vector(...SAMPLES, [count, '12'])),
      lost: (response) => success(response, lost),
    });
    expect(reading.instances).toMatchObject([{ gatheringErrors: 12, gatheringErrorsLately: lately }]);
    expect(reading.asked.filter((path) => path === 'query')).toHaveLength(2);
  });

  it('without targets has the health from the series "up"', async () => {
    const up = vector(
      [{ __name__: 'up', ...WEB01 }, '1'],
      [{ __name__: 'up', instance: '10.0.0.6:9100', job: 'db01', replica: 'a' }, '0'],
      [{ __name__: 'up', instance: '10.0.0.6:9100', job: 'db01', replica: 'b' }, '0'],
    );
    const { targets: _, ...without } = healthy;
    const reading = await read({ ...without, up: (response) => success(response, up) });
    expect(reading.targets).toBeNull();
    expect(reading.up).toEqual(
      new Map([
        ['10.0.0.5:9100', true],
        ['10.0.0.6:9100', false],
      ]),
    );
    expect(reading.warnings).toEqual([]);
    expect(reading.instances[0]?.at).toBe(EVALUATED_AT);
  });

  it('takes an empty list of targets beside series for none: others write to that server', async () => {
    const reading = await read({
      ...healthy,
      targets: (response) => success(response, { activeTargets: [] }),
      up: (response) => success(response, vector([{ __name__: 'up', ...WEB01 }, '1'])),
    });
    expect(reading.targets).toBeNull();
    expect(reading.up.get('10.0.0.5:9100')).toBe(true);
  });

  it('asks for "up" where a series comes from an instance that is no target, as by federation', async () => {
    const federated = {
      instance: 'b:9090',
      job: 'federate',
      exported_instance: '10.9.9.9:9100',
      exported_job: 'far01',
    };
    const reading = await read({
      ...healthy,
      query: (response) =>
        success(response, vector([{ __name__: 'duplicati_far01__srv_last_exitcode', ...federated }, '0'])),
      up: (response) => success(response, vector([{ __name__: 'up', ...federated }, '1'])),
    });
    expect(reading.targets).toHaveLength(1);
    expect(reading.up.get('10.9.9.9:9100')).toBe(true);
  });

  it('without rules has the alerts by themselves', async () => {
    const { rules: _, ...without } = healthy;
    const reading = await read({ ...without, alerts: (response) => success(response, { alerts: [ALERT] }) });
    expect(reading.rules).toBeNull();
    expect(reading.alerts).toMatchObject([{ name: 'DUPLICATI LATE', state: 'firing' }]);
  });

  it('keeps the series when targets and rules fail, with a warning each', async () => {
    const reading = await read({ ...healthy, targets: broken, rules: broken });
    expect(reading.instances).toHaveLength(1);
    expect(reading).toMatchObject({ targets: null, rules: null, error: null });
    expect(reading.warnings).toEqual([
      'targets: status 500, with "internal error"',
      'rules: status 500, with "internal error"',
    ]);
  });

  it('keeps targets and rules when the query fails, with the error', async () => {
    const failing = (response: Parameters<Answerer>[1]) =>
      json(response, { status: 'error', errorType: 'execution', error: 'too many samples' }, 422);
    const reading = await read({ ...healthy, query: failing });
    expect(reading.error).toMatchObject({ kind: 'query-failed', status: 422 });
    expect(reading).toMatchObject({ instances: [], warnings: [] });
    expect(reading.rules).toHaveLength(1);
    expect(reading.targets).toHaveLength(1);
  });

  it('fails only when everything does', async () => {
    expect((await failureOf(read({ query: broken, targets: broken, rules: broken }))).kind).toBe('http-status');
    const notThere = await failureOf(read({}));
    expect(notThere).toMatchObject({ kind: 'not-there', status: 404 });
    expect(notThere.hint).toContain('path prefix');
  });

  it.each(['/graph', '/alerts/', '/api/v1/query'])('knows the address of a page: %s', async (path) => {
    const { url } = await server((_, response) => text(response, '404 page not found', 404));
    const error = await failureOf(readPrometheus(prometheusAt(url + path), { clock: systemClock }));
    expect(error.hint).toBe(`that is the address of a page: try ${url}`);
  });
});

describe('a Mimir', () => {
  const mimir: Answerer = ({ path, fields, headers }, response) => {
    if (headers['x-scope-orgid'] !== 'team') text(response, 'no org id', 401);
    else if (path === '/prometheus/api/v1/query')
      success(response, fields.get('query')?.startsWith('(up') ? vector([{ __name__: 'up', ...WEB01 }, '0']) : SERIES);
    else if (path === '/prometheus/api/v1/rules') success(response, RULES);
    else json(response, { status: 'error', errorType: 'not_found', error: 'not found' }, 404);
  };

  it('with its prefix and tenant is read without targets', async () => {
    const { url } = await server(mimir);
    const client = prometheusAt(`${url}/prometheus`, { identity: { headers: { 'X-Scope-OrgID': 'team' } } });
    const reading = await readPrometheus(client, { clock: systemClock });
    expect(reading).toMatchObject({ targets: null, warnings: [], error: null });
    expect(reading.instances).toHaveLength(1);
    expect(reading.rules).toHaveLength(1);
    expect(reading.up.get('10.0.0.5:9100')).toBe(false);
  });

  it('without the tenant says that it wants one', async () => {
    const { url } = await server(mimir);
    const error = await failureOf(readPrometheus(prometheusAt(`${url}/prometheus`), { clock: systemClock }));
    expect(error.kind).toBe('not-authorised');
    expect(error.hint).toContain('X-Scope-OrgID');
  });
});
