import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
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

const UP = vector([{ __name__: 'up', instance: 'a' }, '1']);

describe('a query', () => {
  it('is sent as a form, with the moment and the time that the server may take', async () => {
    const { url, asked } = await server((_, response) => success(response, UP));
    const answer = await prometheusAt(`${url}/prometheus/`).instant('up', { at: 1_795_549_083_123, timeoutSeconds: 3 });
    expect(answer).toEqual({
      kind: 'data',
      data: [{ labels: { __name__: 'up', instance: 'a' }, value: 1, at: 1_795_549_083_123 }],
      warnings: [],
    });
    expect(asked).toMatchObject([{ method: 'POST', path: '/prometheus/api/v1/query' }]);
    expect(Object.fromEntries(asked[0]?.fields ?? [])).toEqual({ query: 'up', time: '1795549083.123', timeout: '3s' });
  });

  it('over a range has its start, end and step', async () => {
    const { url, asked } = await server((_, response) => success(response, { resultType: 'matrix', result: [] }));
    await prometheusAt(url).range('up', { start: 1000, end: 61_000, stepSeconds: 15 });
    expect(asked[0]?.path).toBe('/api/v1/query_range');
    expect(Object.fromEntries(asked[0]?.fields ?? [])).toEqual({
      query: 'up',
      start: '1.000',
      end: '61.000',
      step: '15',
    });
  });

  it.each([
    [405, 'Method Not Allowed'],
    [404, '404 page not found'],
  ])('goes on as a GET where a form gets %i, and stays so', async (status, words) => {
    const { url, asked } = await server(({ method }, response) =>
      method === 'POST' ? text(response, words, status) : success(response, UP),
    );
    const client = prometheusAt(url);
    expect(await client.instant('up{a="b&c"}')).toMatchObject({ kind: 'data' });
    expect(await client.instant('up')).toMatchObject({ kind: 'data' });
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
    expect(asked[1]?.fields.get('query')).toBe('up{a="b&c"}');
  });

  it('goes back to forms where a server was not there at all, and is now', async () => {
    let isThere = false;
    const { url, asked } = await server(({ method }, response) =>
      isThere && method === 'POST' ? success(response, UP) : text(response, '404 page not found', 404),
    );
    const client = prometheusAt(url);
    expect(await client.instant('up')).toMatchObject({ kind: 'not-there' });
    isThere = true;
    expect(await client.instant('up')).toMatchObject({ kind: 'data' });
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
  });

  it('is not there where neither form nor GET is', async () => {
    const { url } = await server((_, response) => text(response, '404 page not found', 404));
    expect(await prometheusAt(url).instant('up')).toEqual({ kind: 'not-there', status: 404 });
  });

  it('carries the credentials and headers that it was given, and shows none', async () => {
    const { url, asked } = await server((_, response) => text(response, 'no org id', 401));
    const withCredentials = url.replace('//', '//me:s3cret@');
    const client = prometheusAt(withCredentials, { identity: { headers: { 'X-Scope-OrgID': 'team' } } });
    const error = await failureOf(client.instant('up'));
    expect(asked[0]?.headers).toMatchObject({ authorization: `Basic ${btoa('me:s3cret')}`, 'x-scope-orgid': 'team' });
    expect(client.url + error.url + error.message).not.toContain('s3cret');
  });

  it('leaves out what is not of the right form, and says how much', async () => {
    const { url } = await server((_, response) =>
      success(response, {
        resultType: 'vector',
        result: [
          { metric: {}, value: [1, 2] },
          { metric: { a: 'b' }, value: [1, '2'] },
        ],
      }),
    );
    expect(await prometheusAt(url).instant('up')).toMatchObject({
      data: [{ value: 2 }],
      warnings: ['1 samples were left out: not of the expected form'],
    });
  });

  it('that gives no vector is not understood', async () => {
    const { url } = await server((_, response) => success(response, { resultType: 'scalar', result: [1, '2'] }));
    expect((await failureOf(prometheusAt(url).instant('1'))).kind).toBe('not-understood');
  });
});

describe('other endpoints', () => {
  it('are asked by GET, with only what is wanted', async () => {
    const { url, asked } = await server(({ path }, response) => {
      if (path.endsWith('/targets')) success(response, { activeTargets: [] });
      else if (path.endsWith('/rules')) success(response, { groups: [] });
      else if (path.endsWith('/alerts')) success(response, { alerts: [] });
      else success(response, {});
    });
    const client = prometheusAt(url);
    expect(await client.targets()).toMatchObject({ data: [] });
    expect(await client.rules()).toMatchObject({ data: [] });
    expect(await client.alerts()).toMatchObject({ data: [] });
    expect(await client.reload()).toMatchObject({ data: null });
    expect(asked.map(({ method, path, fields }) => `${method} ${path} ${fields}`)).toEqual([
      'GET /api/v1/targets state=active',
      'GET /api/v1/rules type=alert',
      'GET /api/v1/alerts ',
      'GET /api/v1/status/runtimeinfo ',
    ]);
  });
});

describe('a hostile or broken server', () => {
  it('that starts is not ready', async () => {
    const { url } = await server((_, response) => text(response, 'Service Unavailable', 503));
    expect((await failureOf(prometheusAt(url).instant('up'))).kind).toBe('not-ready');
  });

  it('that sends a login page without end is understood after its beginning', async () => {
    let sent = 0;
    const { url } = await server(async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      for (let closed = false; !closed; await wait(1)) {
        response.once('close', () => (closed = true));
        sent += 65_536;
        response.write(`<html>${'x'.repeat(65_530)}`);
        if (response.destroyed) return;
      }
    });
    const error = await failureOf(prometheusAt(url).instant('up'));
    expect(error.kind).toBe('not-understood');
    expect(error.hint).toContain('login page');
    expect(sent).toBeLessThan(32e6);
  });

  it('that breaks off is "cut off", announced length or not', async () => {
    const half = '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a"';
    const announced = await server((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write(half, () => response.destroy());
    });
    const unannounced = await server((_, response) => void response.writeHead(200).end(half));
    expect((await failureOf(prometheusAt(announced.url).instant('up'))).kind).toBe('cut-off');
    expect((await failureOf(prometheusAt(unannounced.url).instant('up'))).kind).toBe('cut-off');
  });

  it('that sends 200 MB is stopped at the limit', async () => {
    let sent = 0;
    const { url } = await server(async (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"status":"success","data":"');
      const chunk = 'x'.repeat(1 << 20);
      while (sent < 200 && !response.destroyed) {
        sent++;
        if (!response.write(chunk))
          await Promise.race([new Promise((done) => response.once('drain', done)), wait(1000)]);
      }
      response.end('"}');
    });
    const error = await failureOf(prometheusAt(url, { maxBodyBytes: 8e6 }).instant('up'));
    expect(error.kind).toBe('too-large');
    expect(sent).toBeLessThan(100);
  });

  it('that answers too late, or trickles, is given up at the deadline', async () => {
    const silent = await server(() => {});
    const trickling = await server(async (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{');
      while (!response.destroyed) {
        response.write(' ');
        await wait(10);
      }
    });
    for (const { url } of [silent, trickling])
      expect((await failureOf(prometheusAt(url, { deadlineMs: 300 }).instant('up'))).kind).toBe('timeout');
  });

  it('that is stopped by the caller is "aborted"', async () => {
    const { url, asked } = await server(() => {});
    const controller = new AbortController();
    const failure = failureOf(prometheusAt(url).instant('up', { signal: controller.signal }));
    while (asked.length === 0) await wait(5);
    controller.abort();
    expect((await failure).kind).toBe('aborted');
  });

  it('that is not there is "refused", with what to do', async () => {
    const { url, close } = await startWebServer(() => {});
    await close();
    const error = await failureOf(prometheusAt(url).instant('up'));
    expect(error).toMatchObject({ kind: 'refused', url: `${url}/api/v1/query` });
    expect(error.hint).not.toBeNull();
  });

  it('that redirects a form to https is told by its address', async () => {
    const { url } = await server(
      (_, response) => void response.writeHead(301, { location: 'https://127.0.0.1:1/x' }).end(),
    );
    const error = await failureOf(prometheusAt(url).instant('up'));
    expect(error.kind).toBe('redirect-refused');
    expect(error.message).toContain('https://127.0.0.1:1/x');
  });

  it('with data beside an error gives the data', async () => {
    const { url } = await server((_, response) =>
      json(response, { status: 'error', errorType: 'execution', error: 'half of it is gone', data: UP }, 500),
    );
    expect(await prometheusAt(url).instant('up')).toMatchObject({
      data: [{ value: 1 }],
      warnings: ['the query failed (execution): half of it is gone'],
    });
  });

  it('with a byte order mark and chunks that cut characters is read', async () => {
    const body = Buffer.from(
      `\ufeff${JSON.stringify({ status: 'success', data: vector([{ path: '/srv/Müller' }, '1']) })}`,
    );
    const { url } = await server(async (_, response) => {
      for (const byte of body) response.write(Buffer.of(byte));
      response.end();
    });
    expect(await prometheusAt(url).instant('up')).toMatchObject({ data: [{ labels: { path: '/srv/Müller' } }] });
  });
});
