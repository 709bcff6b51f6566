import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createNetServer, type Server as NetServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { PLAIN_IDENTITY } from '../../src/config/identity.ts';
import { createHttp } from '../../src/platform/http-got.ts';
import { HttpError, type HttpIdentity, type HttpRequest, type HttpResponse } from '../../src/ports/http.ts';

const USER_AGENT = 'duptop/test';
const http = createHttp({ userAgent: USER_AGENT });

export type Asked = Partial<Omit<HttpRequest, 'identity'>> & { readonly identity?: Partial<HttpIdentity> };

/** One request with the tests' defaults. */
export function request(url: string, { identity, ...asked }: Asked = {}): Promise<HttpResponse> {
  return http.request({
    url,
    accept: 'text/plain',
    identity: { ...PLAIN_IDENTITY, ...identity },
    deadlineMs: 20_000,
    maxBodyBytes: 1_000_000,
    ...asked,
  });
}

/** The whole answer. */
export async function fetched(url: string, asked: Asked = {}): Promise<{ status: number; text: string }> {
  const response = await request(url, asked);
  return { status: response.status, text: await textOf(response) };
}

export async function textOf(response: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The HttpError that the exchange ends with. */
export async function failure(url: string, asked: Asked = {}): Promise<HttpError> {
  return failureOf(fetched(url, asked));
}

export async function failureOf(promise: Promise<unknown>): Promise<HttpError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  if (outcome instanceof HttpError) return outcome;
  throw new Error(`no HttpError, but ${outcome instanceof Error ? outcome.stack : JSON.stringify(outcome)}`);
}

/** A web server on loopback for one test; gives its address. */
export async function webServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  return `http://127.0.0.1:${await listening(server)}`;
}

/** A server on loopback that speaks as it likes. */
export async function rawServer(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createNetServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  const port = await listening(server);
  // Runs before the server is closed, which waits for its connections.
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${port}`;
}

/** Starts it on a free port, until the test is over. */
export async function listening(server: Server | NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return (server.address() as AddressInfo).port;
}
