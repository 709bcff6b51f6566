import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeHttpServers } from '../../src/platform/http-server-node.ts';
import type { Handler, HttpServer } from '../../src/ports/http-server.ts';

const open: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function listen(handler: Handler, port?: number): Promise<HttpServer> {
  const server = await nodeHttpServers.listen(handler, port);
  open.push(server);
  return server;
}

const echo: Handler = ({ method, target, body }) => ({
  status: 200,
  contentType: 'text/plain',
  body: `${method} ${target} ${body}`,
});

describe('an HTTP server on loopback', () => {
  it('hands a request on whole, and sends what the handler answers', async () => {
    const { address } = await listen(async (request) => ({ ...(await echo(request)), headers: { 'x-own': 'yes' } }));
    const response = await fetch(`http://${address}/a?b=c%20d`, { method: 'POST', body: 'text' });
    expect(await response.text()).toBe('POST /a?b=c%20d text');
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-own')]).toEqual([
      200,
      'text/plain',
      'yes',
    ]);
  });

  it('is there for this machine alone', async () => {
    const { port } = await listen(echo);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) await expect(reaches(address, port)).resolves.toBe(false);
  });

  it('frees its port though a connection is open, and can have it again', async () => {
    const { port, address, close } = await listen(echo);
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    open.pop();
    await close();
    await ended;
    await expect(fetch(`http://${address}/`)).rejects.toThrow();
    expect((await listen(echo, port)).port).toBe(port);
    expect((await fetch(`http://${address}/`)).status).toBe(200);
  });

  it('says that a port is taken', async () => {
    const { port } = await listen(echo);
    await expect(nodeHttpServers.listen(echo, port)).rejects.toThrow('EADDRINUSE');
  });

  it('outlives a broken handler, and a body that is too large', async () => {
    const { address } = await listen((request) => {
      if (request.target === '/broken') throw new Error('broken');
      return echo(request);
    });
    await expect(fetch(`http://${address}/broken`)).rejects.toThrow();
    const large = await fetch(`http://${address}/`, { method: 'POST', body: 'x'.repeat(2_000_000) }).catch(() => null);
    expect(large === null || large.status === 413).toBe(true);
    expect((await fetch(`http://${address}/`)).status).toBe(200);
  });
});

function reaches(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 2000 });
    const end = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}
