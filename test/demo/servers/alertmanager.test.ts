import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../../src/demo/start-demo.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { nodeHttpServers } from '../../../src/platform/http-server-node.ts';
import { startAlertmanager } from '../../lab/alertmanager.ts';
import { describeWith } from '../../support/describe-with.ts';

const run = promisify(execFile);
const ALERT = 'MONITORED DUPLICATI JOB db01__var_lib_postgresql HAD FAILURE';

interface Listed {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly state: string; readonly silencedBy: readonly string[] };
}

let demo: Demo;

beforeEach(async () => {
  demo = await startDemo({ jobs: 8, hosts: 10, seed: 1 }, { clock: systemClock, httpServers: nodeHttpServers });
});

afterEach(() => demo.stop());

async function alerts(query = ''): Promise<readonly Listed[]> {
  return (await fetch(`${demo.alertmanagerUrl}/api/v2/alerts${query}`)).json() as Promise<Listed[]>;
}

function silence(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    matchers: [{ name: 'alertname', value: ALERT, isRegex: false, isEqual: true }],
    startsAt: new Date(Date.now()).toISOString(),
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    createdBy: 'tester',
    comment: 'testing',
    ...change,
  };
}

function post(base: string, body: unknown): Promise<Response> {
  return fetch(`${base}/api/v2/silences`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('the simulated Alertmanager', () => {
  it('has the alerts that fire, and keeps them silent for as long as somebody wishes', async () => {
    const stateNow = async () => (await alerts()).find(({ labels }) => labels.alertname === ALERT)?.status;
    expect(await stateNow()).toEqual({ inhibitedBy: [], silencedBy: [], state: 'active' });
    const { silenceID } = (await (await post(demo.alertmanagerUrl, silence())).json()) as { silenceID: string };
    expect(await stateNow()).toEqual({ inhibitedBy: [], silencedBy: [silenceID], state: 'suppressed' });
    expect((await alerts('?silenced=false')).some(({ labels }) => labels.alertname === ALERT)).toBe(false);
    expect((await fetch(`${demo.alertmanagerUrl}/api/v2/silence/${silenceID}`, { method: 'DELETE' })).status).toBe(200);
    expect(await stateNow()).toMatchObject({ state: 'active' });
  });

  it('gives the alerts that filters match', async () => {
    const names = (found: readonly Listed[]) => found.map(({ labels }) => labels.alertname);
    expect(names(await alerts(`?filter=${encodeURIComponent(`alertname="${ALERT}"`)}`))).toEqual([ALERT]);
    expect(await alerts(`?filter=${encodeURIComponent('severity!="error"')}`)).toEqual([]);
  });
});

describeWith(['prometheus-alertmanager', 'amtool'], 'the simulated Alertmanager beside the real one', () => {
  it('answers what can go wrong with the same status', async () => {
    const real = await startAlertmanager();
    try {
      const bodies = [
        silence(),
        silence({ matchers: [] }),
        silence({
          endsAt: new Date(Date.now() - 1000).toISOString(),
          startsAt: new Date(Date.now() - 9000).toISOString(),
        }),
        silence({ startsAt: new Date(Date.now() + 7_200_000).toISOString() }),
        silence({ matchers: [{ name: 'a', value: '', isRegex: false }] }),
        silence({ comment: undefined }),
        silence({ id: '51d4ecd9-2cee-4a0f-8b9e-2b4cf7cdb5c3' }),
        'no JSON',
      ];
      for (const body of bodies) {
        const [ours, theirs] = await Promise.all([post(demo.alertmanagerUrl, body), post(real.url, body)]);
        expect(ours.status, JSON.stringify(body)).toBe(theirs.status);
      }
      const requests = [
        ['GET', 'silence/51d4ecd9-2cee-4a0f-8b9e-2b4cf7cdb5c3'],
        ['GET', 'silence/nothing'],
        ['DELETE', 'silence/51d4ecd9-2cee-4a0f-8b9e-2b4cf7cdb5c3'],
        ['GET', 'nothing'],
        ['PUT', 'alerts'],
        ['GET', 'alerts?filter=no%7Bfilter'],
        ['GET', 'status'],
      ];
      for (const [method = 'GET', path = ''] of requests) {
        const [ours, theirs] = await Promise.all(
          [demo.alertmanagerUrl, real.url].map((base) => fetch(`${base}/api/v2/${path}`, { method })),
        );
        expect(ours?.status, `${method} ${path}`).toBe(theirs?.status);
      }
    } finally {
      await real.stop();
    }
  });

  it('is one to amtool', async () => {
    const amtool = async (...args: readonly string[]) =>
      (await run('amtool', [`--alertmanager.url=${demo.alertmanagerUrl}`, ...args])).stdout;
    expect(await amtool('alert', 'query')).toContain(ALERT);
    const id = (
      await amtool('silence', 'add', '--author=tester', '--comment=testing', '--duration=1h', `alertname="${ALERT}"`)
    ).trim();
    expect(await amtool('silence', 'query')).toContain(id);
    expect(await amtool('alert', 'query', '--active')).not.toContain(ALERT);
    await amtool('silence', 'expire', id);
    expect(await amtool('alert', 'query', '--active')).toContain(ALERT);
  });
});
