import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { PLAIN_IDENTITY } from '../../../src/config/identity.ts';
import { createHttp } from '../../../src/platform/http-got.ts';
import type { HttpIdentity } from '../../../src/ports/http.ts';
import { type Alertmanager, createAlertmanager } from '../../../src/sources/alertmanager/client.ts';
import { aSilence } from '../../domain/support/alerts.ts';
import { failureOf } from '../prometheus/support/clients.ts';
import { type Answerer, json, startWebServer, text, type WebServer } from '../prometheus/support/web-server.ts';

const open: WebServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function server(answer: Answerer): Promise<WebServer> {
  const started = await startWebServer(answer);
  open.push(started);
  return started;
}

function alertmanagerAt(url: string, identity: Partial<HttpIdentity> = {}): Alertmanager {
  return createAlertmanager(
    { name: 'am', url, identity: { ...PLAIN_IDENTITY, ...identity }, deadlineMs: 20_000, maxBodyBytes: 1e6 },
    createHttp({ userAgent: 'duptop/test' }),
  );
}

const ALERT = {
  labels: { alertname: 'A', path: '/srv/\u001b[2J' },
  annotations: { summary: 'a\nb' },
  fingerprint: 'f',
  startsAt: '2026-11-24T19:42:20.000Z',
  generatorURL: 'http://prometheus:9090/graph?g0.expr=duplicati_a__srv_last_exitcode+%3E+9&g0.tab=1',
  receivers: [{ name: 'ops' }],
  status: { state: 'suppressed', silencedBy: ['id'], inhibitedBy: [], mutedBy: [] },
};
const SILENCE = {
  id: '47ba7663-4e2d-4c96-bcd6-f9fa2e3a72f4',
  status: { state: 'active' },
  matchers: [{ name: 'alertname', value: 'A', isRegex: false }],
  startsAt: '2026-11-24T19:42:20.000Z',
  endsAt: '2026-11-24T21:42:20.000Z',
  createdBy: 'anna',
  comment: 'a\u202eb',
};

describe('alerts and silences', () => {
  it('come from the second version of the API, behind the prefix, with the credentials that were given', async () => {
    const { url, asked } = await server((_, response) => json(response, []));
    const client = alertmanagerAt(`${url}/prefix`, { headers: { 'X-Token': 't' }, authorization: 'Bearer b' });
    await client.alerts();
    await client.silences();
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /prefix/api/v2/alerts',
      'GET /prefix/api/v2/silences',
    ]);
    expect(asked[0]?.headers).toMatchObject({ 'x-token': 't', authorization: 'Bearer b' });
  });

  it('are exact, hostile texts too', async () => {
    const { url } = await server(({ path }, response) => json(response, path.endsWith('alerts') ? [ALERT] : [SILENCE]));
    const client = alertmanagerAt(url);
    expect(await client.alerts()).toMatchObject({
      items: [
        {
          alertmanager: 'alertmanager:am',
          labels: ALERT.labels,
          annotations: ALERT.annotations,
          state: 'suppressed',
          receivers: ['ops'],
          silencedBy: ['id'],
          expression: 'duplicati_a__srv_last_exitcode > 9',
        },
      ],
      warnings: [],
    });
    expect(await client.silences()).toMatchObject({
      items: [{ comment: 'a\u202eb', endsAt: Date.parse(SILENCE.endsAt), matchers: [{ isEqual: true }] }],
    });
  });

  it('that are not of the right form are left out, and counted', async () => {
    const { url } = await server(({ path }, response) =>
      json(
        response,
        path.endsWith('alerts')
          ? [
              ALERT,
              null,
              { ...ALERT, labels: { a: 1 } },
              { ...ALERT, labels: { a: 'x'.repeat(5000) } },
              { ...ALERT, status: { state: 'odd' } },
            ]
          : [
              SILENCE,
              { ...SILENCE, id: '../silences' },
              { ...SILENCE, endsAt: 'never' },
              { ...SILENCE, matchers: 'all' },
              { ...SILENCE, matchers: [{ name: 'a', value: 'b', isRegex: 'no' }] },
            ],
      ),
    );
    const client = alertmanagerAt(url);
    const [alerts, silences] = [await client.alerts(), await client.silences()];
    expect([alerts.items.length, ...alerts.warnings]).toEqual([1, '4 alerts were left out: not of the expected form']);
    expect([silences.items.length, ...silences.warnings]).toEqual([
      1,
      '4 silences were left out: not of the expected form',
    ]);
  });

  it('come from a cluster, of which nothing but the members and the version is kept: its configuration holds secrets', async () => {
    const { url } = await server((_, response) =>
      json(response, {
        cluster: { name: '01A', peers: [{ name: '01A' }, { name: '01B', address: '10.0.0.2:9094' }], status: 'ready' },
        config: { original: 'password: s3cret' },
        versionInfo: { version: '0.25.0' },
      }),
    );
    expect(await alertmanagerAt(url).status()).toEqual({ version: '0.25.0', members: ['01A', '01B'] });
  });
});

describe('a silence', () => {
  it('is posted as JSON, exactly, and gets an id', async () => {
    let body = '';
    const { url, asked } = await server(({ fields }, response) => {
      body = [...fields.keys()].join('');
      json(response, { silenceID: SILENCE.id });
    });
    const id = await alertmanagerAt(url).silence(aSilence({ comment: 'ü "x"' }), null);
    expect(id).toBe(SILENCE.id);
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/v2/silences' });
    expect(asked[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual({
      matchers: [{ name: 'alertname', value: 'HAD FAILURE', isRegex: false, isEqual: true }],
      startsAt: '2026-11-24T19:41:20.000Z',
      endsAt: '2026-11-24T21:42:20.000Z',
      createdBy: 'anna',
      comment: 'ü "x"',
    });
  });

  it('is ended by its id, which can lead to no other address', async () => {
    const { url, asked } = await server((_, response) => void response.writeHead(200).end());
    await alertmanagerAt(url).expire('../alerts?x');
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /api/v2/silence/..%2Falerts%3Fx']);
  });

  it('that is refused says why, in the words of the Alertmanager', async () => {
    const { url } = await server(({ method }, response) =>
      method === 'POST'
        ? json(response, "Failed to create silence: end time can't be in the past\u001b[2J", 400)
        : json(response, { code: 601, message: 'silenceID must be of type uuid' }, 422),
    );
    const client = alertmanagerAt(url);
    expect(await failureOf(client.silence(aSilence(), null))).toMatchObject({
      kind: 'http-status',
      status: 400,
      message: "status 400: Failed to create silence: end time can't be in the past\\x1b[2J",
    });
    expect((await failureOf(client.expire('x'))).message).toBe('status 422: silenceID must be of type uuid');
  });

  it('without an id is not believed to be there', async () => {
    for (const answer of [{}, { silenceID: 7 }, { silenceID: '..' }, []]) {
      const { url } = await server((_, response) => json(response, answer));
      expect((await failureOf(alertmanagerAt(url).silence(aSilence(), null))).kind).toBe('not-understood');
    }
  });
});

describe('a server that is no Alertmanager, or a broken one', () => {
  it.each([
    ['a login page', 200, '<html>log in</html>', 'not-understood'],
    ['nothing of the kind', 404, '404 page not found', 'not-there'],
    ['a proxy that fails', 502, '<html>bad gateway</html>', 'http-status'],
    ['wrong credentials', 401, 'no', 'not-authorised'],
    ['half an answer', 200, '[{"labels":{"a"', 'cut-off'],
    ['no JSON', 200, '[nonsense]', 'not-understood'],
    ['another shape', 200, '{"status":"success"}', 'not-understood'],
  ])('with %s is told so, and what to do', async (_, status, body, kind) => {
    const { url } = await server((_asked, response) =>
      text(response, body, status, body.startsWith('<') ? 'text/html' : 'application/json'),
    );
    expect((await failureOf(alertmanagerAt(url).alerts())).kind).toBe(kind);
  });

  it('that sends without end is stopped at the limit', async () => {
    const { url } = await server(async (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('["');
      while (!response.destroyed) {
        if (!response.write('x'.repeat(1 << 16))) {
          await Promise.race([new Promise((done) => response.once('drain', done)), wait(1000)]);
        }
      }
    });
    expect((await failureOf(alertmanagerAt(url).alerts())).kind).toBe('too-large');
  });

  it('that is not there may be one that cannot be reached from here, and the hint says so', async () => {
    const { url, close } = await startWebServer(() => {});
    await close();
    const error = await failureOf(alertmanagerAt(url).alerts());
    expect(error).toMatchObject({ kind: 'refused', url: `${url}/api/v2/alerts` });
    expect(error.hint).toContain('"alertmanagers"');
  });
});
