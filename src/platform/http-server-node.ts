import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Handler, HttpServer, HttpServers, ServedAnswer } from '../ports/http-server.ts';

const LOOPBACK = '127.0.0.1';
const LONGEST_BODY = 1024 * 1024;
const compressed = promisify(gzip);
/** To and from this machine bytes are cheap, and large answers come often. */
const COMPRESSION = { level: 1 };

/** HTTP on this machine's loopback. */
export const nodeHttpServers: HttpServers = {
  async listen(handler: Handler, port = 0): Promise<HttpServer> {
    const server = createServer((request, response) => void serve(handler, request, response));
    server.listen({ port, host: LOOPBACK });
    await once(server, 'listening');
    const { port: taken } = server.address() as AddressInfo;
    return {
      port: taken,
      address: `${LOOPBACK}:${taken}`,
      close: async () => {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      },
    };
  },
};

async function serve(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const body = await bodyOf(request);
    const { method = 'GET', url: target = '/' } = request;
    await send(body === null ? TOO_LARGE : await handler({ method, target, body }), request, response);
  } catch {
    // Whoever asked has gone, or the handler is broken; neither must end those who share this process.
    response.destroy();
  }
}

const TOO_LARGE: ServedAnswer = { status: 413, contentType: 'text/plain; charset=utf-8', body: 'body too large\n' };

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  if (request.method === 'GET' || request.method === 'HEAD') return '';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function send(answer: ServedAnswer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, contentType, headers = {} } = answer;
  const plain = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const isCompressed = plain.length > 0 && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = isCompressed ? await compressed(plain, COMPRESSION) : plain;
  response.writeHead(status, {
    ...headers,
    ...(contentType !== null && { 'content-type': contentType }),
    ...(isCompressed && { 'content-encoding': 'gzip' }),
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
