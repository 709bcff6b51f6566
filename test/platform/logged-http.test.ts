import { describe, expect, it } from 'vitest';
import { PLAIN_IDENTITY } from '../../src/config/identity.ts';
import { createLoggedHttp } from '../../src/platform/logged-http.ts';
import { createActivityLog } from '../../src/ports/activity-log.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { type Http, HttpError, type HttpRequest } from '../../src/ports/http.ts';

const ASK: HttpRequest = {
  url: 'http://localhost:9090/api/v1/query',
  accept: 'application/json',
  identity: PLAIN_IDENTITY,
  deadlineMs: 1000,
  maxBodyBytes: 1000,
};

/** Each look at it is 5 ms later. */
function steppingClock(): Clock {
  let now = 1000;
  return {
    now: () => {
      now += 5;
      return now;
    },
    after: () => () => {},
  };
}

function logged(http: Http) {
  const log = createActivityLog();
  const client = createLoggedHttp(http, log, steppingClock());
  return {
    client,
    told: () => log.entries().map(({ what, outcome, failed }) => `${what} -> ${outcome}${failed ? ' (failed)' : ''}`),
    log,
  };
}

it('names the method, and tells what changes something from what only asks', async () => {
  const { client, told, log } = logged(answering(200));
  for (const more of [{}, { form: [] }, { json: '{}' }, { method: 'DELETE' } as const]) {
    (await client.request({ ...ASK, ...more })).discard();
  }
  expect(told().map((line) => line.split(' ')[0])).toEqual(['GET', 'POST', 'POST', 'DELETE']);
  expect(log.entries().map(({ kind }) => kind)).toEqual(['request', 'request', 'act', 'act']);
});

function answering(status: number, chunks: readonly string[] = ['a', 'b'], error: Error | null = null): Http {
  return {
    request: async () => ({
      status,
      contentType: 'text/plain',
      body: (async function* () {
        for (const chunk of chunks) yield new TextEncoder().encode(chunk);
        if (error !== null) throw error;
      })(),
      discard: () => {},
    }),
  };
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of body) text += new TextDecoder().decode(chunk);
  return text;
}

describe('the log of requests', () => {
  it('has one entry for each, once its answer was read, with when it began and how long it took', async () => {
    const { client, told, log } = logged(answering(200));
    const response = await client.request({ ...ASK, form: [['query', 'up']] });
    expect(told()).toEqual([]);
    expect(await readAll(response.body)).toBe('ab');
    expect(told()).toEqual(['POST http://localhost:9090/api/v1/query -> 200']);
    expect(log.entries()[0]).toMatchObject({ at: 1005, durationMs: 5 });
  });

  it('has one entry where the answer was not wanted, wholly or from some point on', async () => {
    const discarded = logged(answering(404));
    (await discarded.client.request(ASK)).discard();
    expect(discarded.told()).toEqual(['GET http://localhost:9090/api/v1/query -> 404 (failed)']);
    const left = logged(answering(200));
    const response = await left.client.request(ASK);
    for await (const _ of response.body) break;
    response.discard();
    expect(left.told()).toEqual(['GET http://localhost:9090/api/v1/query -> 200']);
  });

  it('says why there was no answer, or no whole one, and the error goes on', async () => {
    const refused = new HttpError('refused', ASK.url, 'connection refused');
    const none = logged({ request: () => Promise.reject(refused) });
    await expect(none.client.request(ASK)).rejects.toBe(refused);
    expect(none.told()).toEqual(['GET http://localhost:9090/api/v1/query -> connection refused (failed)']);
    const cut = new HttpError('cut-off', ASK.url, 'connection closed before the answer was complete');
    const half = logged(answering(200, ['a'], cut));
    const { body } = await half.client.request(ASK);
    await expect(readAll(body)).rejects.toBe(cut);
    expect(half.told()).toEqual([
      'GET http://localhost:9090/api/v1/query -> 200, connection closed before the answer was complete (failed)',
    ]);
  });

  it('says that a request was given up rather than that it failed', async () => {
    const { client, told } = logged({ request: () => Promise.reject(new HttpError('aborted', ASK.url, 'aborted')) });
    await expect(client.request(ASK)).rejects.toThrow();
    expect(told()).toEqual(['GET http://localhost:9090/api/v1/query -> given up (failed)']);
  });

  it('shows of an address what the servers themselves define, and no other value under the same name', async () => {
    const { client, told } = logged(answering(200));
    const shown = ['targets?state=active', 'rules?type=alert', 'alerts?active=true&silenced=false'];
    const masked = ['x?state=secret&type=alert%20x', 'x?filter=secret&query=up'];
    for (const path of [...shown, ...masked])
      (await client.request({ ...ASK, url: `http://localhost:9090/${path}` })).discard();
    expect(told().map((line) => line.replace(/^GET http:..localhost:9090.| -> 200$/g, ''))).toEqual([
      ...shown,
      'x?state=***&type=***',
      'x?filter=***&query=***',
    ]);
  });

  it('shows no secret of an address, and nothing that a terminal would act on', async () => {
    const { client, told } = logged(answering(200));
    for (const url of [
      'http://me:secret@localhost:9100/metrics?token=secret&collect[]=textfile&collect%5B%5D=uname&secret',
      'http://localhost/\x1b[2J',
    ]) {
      await readAll((await client.request({ ...ASK, url })).body);
    }
    expect(told()).toEqual([
      'GET http://localhost:9100/metrics?token=***&collect[]=textfile&collect[]=uname&*** -> 200',
      'GET http://localhost/%1B[2J -> 200',
    ]);
  });
});
