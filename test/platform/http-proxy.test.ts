import { createServer, request as nodeRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { PLAIN_IDENTITY } from '../../src/config/identity.ts';
import { proxyFor } from '../../src/platform/http-proxy.ts';
import { failure, fetched, listening, webServer } from './http-loopback.ts';

const PROXY = 'http://proxy:3128';

function proxyOf(url: string, noProxy: string | null): string | null {
  return proxyFor(new URL(url), { ...PLAIN_IDENTITY, proxyUrl: PROXY, noProxy }, {});
}

describe('which proxy is asked', () => {
  test('is the configured one, for every address where there is no list of exceptions', () => {
    expect(proxyOf('http://10.0.0.5:9100', null)).toBe(PROXY);
    expect(proxyOf('http://localhost:9100', null)).toBe(PROXY);
  });

  test.for([
    ['http://10.0.0.5:9100/', '10.0.0.0/8'],
    ['http://10.0.0.5:9100/', '192.168.0.1, 10.0.0.5'],
    ['http://10.0.0.5:9100/', '10.0.0.5:9100'],
    ['http://[fd00::5]:9100/', 'fd00::/8'],
    ['http://[fd00::5]:9100/', '[fd00::5]:9100'],
    ['http://web01.example.com/', 'example.com'],
    ['http://example.com/', 'example.com'],
    ['http://web01.example.com/', '.example.com'],
    ['http://WEB01.example.com/', '*.EXAMPLE.com'],
    ['https://web01/', 'web01:443'],
    ['http://web01/', '*'],
    ['http://localhost:9090/', 'example.com'],
    ['http://127.0.0.1:9090/', 'example.com'],
    ['http://[::1]:9090/', ''],
  ])('none for %s where the exceptions are %j', ([url = '', noProxy = '']) => {
    expect(proxyOf(url, noProxy)).toBeNull();
  });

  test.for([
    ['http://11.0.0.5:9100/', '10.0.0.0/8'],
    ['http://10.0.0.5:9100/', '10.0.0.5:9090'],
    ['http://badexample.com/', 'example.com'],
    ['http://example.com/', '.example.com'],
    ['http://10.0.0.5/', '10.0.0.0/99'],
    ['http://10.0.0.5/', 'fd00::/8'],
    ['http://web01/', ', ,'],
  ])('the proxy for %s where the exceptions are %j', ([url = '', noProxy = '']) => {
    expect(proxyOf(url, noProxy)).toBe(PROXY);
  });

  test('comes from the environment only where that is asked for', () => {
    const environment = { HTTP_PROXY: 'http://a', https_proxy: 'http://b', no_proxy: 'web01' };
    const byEnvironment = { ...PLAIN_IDENTITY, proxyFromEnvironment: true };
    expect(proxyFor(new URL('http://x/'), PLAIN_IDENTITY, environment)).toBeNull();
    expect(proxyFor(new URL('http://x/'), byEnvironment, environment)).toBe('http://a');
    expect(proxyFor(new URL('https://x/'), byEnvironment, environment)).toBe('http://b');
    expect(proxyFor(new URL('https://web01/'), byEnvironment, environment)).toBeNull();
    expect(proxyFor(new URL('http://x/'), byEnvironment, {})).toBeNull();
  });
});

// Older ones can't use a proxy, and say so.
describe.runIf(process.allowedNodeEnvironmentFlags.has('--use-env-proxy'))('a proxy', () => {
  /** A forward proxy for plain HTTP that notes what it was asked. */
  async function forwardProxy(): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const proxy = createServer((incoming, outgoing) => {
      asked.push(`${incoming.url} ${incoming.headers['proxy-authorization'] ?? '-'}`);
      const onward = nodeRequest(incoming.url ?? '', (answer) => answer.pipe(outgoing));
      onward.once('error', () => outgoing.writeHead(502).end());
      onward.end();
    });
    proxy.on('connect', (incoming, socket) => {
      asked.push(`CONNECT ${incoming.url}`);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    return { url: `http://127.0.0.1:${await listening(proxy)}`, asked };
  }

  test('is asked for the whole address', async () => {
    const proxy = await forwardProxy();
    const url = await webServer((_, response) => response.end('through'));
    const { text } = await fetched(`${url}/a?b=c`, { identity: { proxyUrl: proxy.url } });
    expect([text, ...proxy.asked]).toEqual(['through', `${url}/a?b=c -`]);
  });

  test('gets its own credentials', async () => {
    const proxy = await forwardProxy();
    const url = await webServer((_, response) => response.end('through'));
    await fetched(url, { identity: { proxyUrl: proxy.url.replace('//', '//user:secret@') } });
    expect(proxy.asked).toEqual([`${url}/ Basic ${Buffer.from('user:secret').toString('base64')}`]);
  });

  test('is passed by for an exception', async () => {
    const proxy = await forwardProxy();
    const url = await webServer((_, response) => response.end('straight'));
    const { text } = await fetched(url, { identity: { proxyUrl: proxy.url, noProxy: 'example.com' } });
    expect([text, ...proxy.asked]).toEqual(['straight']);
  });

  test('that refuses a tunnel is an error that names it', async () => {
    const proxy = await forwardProxy();
    const error = await failure('https://web01.example.com/', { identity: { proxyUrl: proxy.url } });
    expect(error.message).toContain(`proxy ${proxy.url}/: `.replace('/: ', ''));
    expect(proxy.asked).toEqual(['CONNECT web01.example.com:443']);
  });

  test('that is down is an error that names it without its password', async () => {
    const proxyUrl = 'http://user:secret@127.0.0.1:1/';
    const error = await failure('http://web01/', { identity: { proxyUrl } });
    expect([error.kind, error.message]).toEqual(['refused', 'proxy http://127.0.0.1:1/: connection refused']);
  });

  test('of another kind is refused', async () => {
    const error = await failure('http://web01/', { identity: { proxyUrl: 'socks5://user:secret@proxy:1080' } });
    expect(error.kind).toBe('other');
    expect(error.message).toBe('proxy socks5://proxy:1080: only http:// and https:// proxies can be used');
  });
});
