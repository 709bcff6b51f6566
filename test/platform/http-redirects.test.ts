import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { failure, fetched, webServer } from './http-loopback.ts';

const IDENTITY = {
  headers: { 'x-scope-orgid': 'tenant', cookie: 'session' },
  basicAuth: { username: 'user', password: 'päss:word' },
};
const BASIC = `Basic ${Buffer.from('user:päss:word').toString('base64')}`;

function secretsOf({ headers }: IncomingMessage): string {
  return JSON.stringify([headers.authorization ?? null, headers['x-scope-orgid'] ?? null, headers.cookie ?? null]);
}

/** Answers with the credentials that it was given, under any path but `/away`, which leads to `target`. */
function redirecting(target: (self: string) => string, status = 302): Promise<string> {
  const url: Promise<string> = webServer(async (asked, response) => {
    if (asked.url === '/away') response.writeHead(status, { location: target(await url) }).end('moved');
    else response.end(`${asked.method} ${secretsOf(asked)}`);
  });
  return url;
}

describe('credentials', () => {
  test('are sent as Basic, or as the whole Authorization header', async () => {
    const url = await redirecting(() => '/');
    expect((await fetched(url, { identity: IDENTITY })).text).toBe(`GET ["${BASIC}","tenant","session"]`);
    const bearer = await fetched(url, { identity: { authorization: 'Bearer token' } });
    expect(bearer.text).toBe('GET ["Bearer token",null,null]');
  });

  test('in the address are used where there are no others', async () => {
    const url = (await redirecting(() => '/')).replace('http://', 'http://user:p%C3%A4ss%3Aword@');
    expect((await fetched(url)).text).toBe(`GET ["${BASIC}",null,null]`);
    const bearer = await fetched(url, { identity: { authorization: 'Bearer token' } });
    expect(bearer.text).toBe('GET ["Bearer token",null,null]');
  });

  test('follow a redirect to the same host and port', async () => {
    const url = await redirecting((self) => `${self}/here`);
    expect((await fetched(`${url}/away`, { identity: IDENTITY })).text).toBe(`GET ["${BASIC}","tenant","session"]`);
  });

  test.for(['authorization', 'basicAuth', 'address'] as const)('never follow one elsewhere: %s', async (kind) => {
    const other = await redirecting(() => '/');
    const url = await redirecting(() => other);
    const identity = { ...IDENTITY, ...(kind === 'authorization' && { authorization: 'Bearer token' }) };
    const asked =
      kind === 'address'
        ? await fetched(`${url}/away`.replace('//', '//user:secret@'))
        : await fetched(`${url}/away`, { identity });
    expect(asked.text).toBe('GET [null,null,null]');
  });

  test('do not come back when a redirect leads home again', async () => {
    const home: Promise<string> = webServer(async (asked, response) => {
      if (asked.url === '/away') response.writeHead(302, { location: `${await other}/away` }).end();
      else response.end(secretsOf(asked));
    });
    const other = redirecting(() => `${homeUrl}/end`);
    const homeUrl = await home;
    expect((await fetched(`${homeUrl}/away`, { identity: IDENTITY })).text).toBe('[null,null,null]');
  });

  test('in a redirect’s address are not used', async () => {
    const url = await redirecting((self) => self.replace('//', '//planted:secret@'));
    expect((await fetched(`${url}/away`)).text).toBe('GET [null,null,null]');
  });
});

describe('a redirect', () => {
  test('is the answer where redirects are not followed', async () => {
    const url = await redirecting(() => '/here');
    expect(await fetched(`${url}/away`, { identity: { followRedirects: false } })).toEqual({
      status: 302,
      text: 'moved',
    });
  });

  test('is followed five times and not once more', async () => {
    const url = await webServer((asked, response) => {
      const step = Number(asked.url?.slice(1));
      if (step === 0) response.end('there');
      else response.writeHead(302, { location: `/${step - 1}` }).end();
    });
    expect((await fetched(`${url}/5`)).text).toBe('there');
    const error = await failure(`${url}/6`);
    expect([error.kind, error.message]).toEqual(['redirect-refused', 'redirected more than 5 times']);
  });

  test.for(['file:///etc/passwd', 'http://', 'unix:/run/docker.sock:/'])('to %s is refused', async (location) => {
    const url = await redirecting(() => location);
    expect((await failure(`${url}/away`)).kind).toBe('redirect-refused');
  });

  test('never turns a form into a GET without it', async () => {
    const url = await redirecting((self) => `${self.replace('//', '//a:secret@')}/here`, 301);
    const error = await failure(`${url}/away`, { form: [['query', 'up']] });
    expect([error.kind, error.message]).toEqual(['redirect-refused', `redirected to ${url}/here: use that address`]);
  });

  test('never turns a DELETE into a GET', async () => {
    const url = await redirecting((self) => `${self}/here`);
    expect((await failure(`${url}/away`, { method: 'DELETE' })).kind).toBe('redirect-refused');
    const keeping = await redirecting((self) => `${self}/here`, 307);
    expect((await fetched(`${keeping}/away`, { method: 'DELETE' })).text).toBe('DELETE [null,null,null]');
  });

  test('that keeps the method takes the form along', async () => {
    const url = await webServer((asked, response) => {
      if (asked.url === '/away') response.writeHead(308, { location: '/here' }).end();
      else asked.pipe(response);
    });
    expect((await fetched(`${url}/away`, { form: [['query', 'up']] })).text).toBe('query=up');
  });
});
