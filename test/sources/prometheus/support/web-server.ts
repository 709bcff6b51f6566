import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request asked for, with its form or query. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly fields: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

export type Answerer = (asked: Asked, response: ServerResponse) => void | Promise<void>;

/** A server on loopback that answers as it is told, and notes what it was asked. */
export interface WebServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

export async function startWebServer(answer: Answerer): Promise<WebServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://host');
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk as Buffer);
    const fields = request.method === 'POST' ? new URLSearchParams(Buffer.concat(body).toString()) : url.searchParams;
    const one: Asked = { method: request.method ?? '', path: url.pathname, fields, headers: request.headers };
    asked.push(one);
    await answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function text(response: ServerResponse, body: string, status: number, type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body);
}

export function success(response: ServerResponse, data: unknown, rest: object = {}): void {
  json(response, { status: 'success', data, ...rest });
}

/** `data` of an instant query. */
export function vector(...samples: readonly (readonly [labels: Record<string, string>, value: string])[]): unknown {
  return {
    resultType: 'vector',
    result: samples.map(([metric, value]) => ({ metric, value: [1_795_549_083.123, value] })),
  };
}
