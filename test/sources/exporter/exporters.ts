import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { PLAIN_IDENTITY } from '../../../src/config/identity.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { createHttp } from '../../../src/platform/http-got.ts';
import type { Http, HttpRequest } from '../../../src/ports/http.ts';
import type { ExporterAddress, ExporterOutcome } from '../../../src/sources/exporter/outcome.ts';
import { type ExporterOptions, type ExporterPorts, readExporter } from '../../../src/sources/exporter/read.ts';
import type { SourceError } from '../../../src/sources/source-error.ts';

/** What is left of a node exporter's page when it is asked for little. */
export const PAGE = `duplicati_web01__srv_last_exitcode 0
duplicati_web01__srv_last_run_start 1.795549083e+09
node_textfile_scrape_error 0
node_uname_info{nodename="web01"} 1
`;

export function ports(): ExporterPorts {
  return { http: createHttp({ userAgent: 'duptop/test' }), clock: systemClock };
}

export const OPTIONS: ExporterOptions = { identity: PLAIN_IDENTITY, deadlineMs: 20_000, maxBodyBytes: 1_000_000 };

export function addressOf(url: string): ExporterAddress {
  return { url, instance: 'web01:9100', scrapeJob: 'web01' };
}

export function read(url: string, options: Partial<ExporterOptions> = {}): Promise<ExporterOutcome> {
  return readExporter(addressOf(url), ports(), { ...OPTIONS, ...options });
}

/** The error that reading it ends with. */
export async function errorOf(url: string, options: Partial<ExporterOptions> = {}): Promise<SourceError> {
  const outcome = await read(url, options);
  if (!outcome.ok) return outcome.error;
  throw new Error(`no error, but ${JSON.stringify(outcome.reading)}`);
}

/** An HTTP server on loopback for one test that notes what it is asked. */
export async function exporter(
  answer: (asked: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(decodeURIComponent(request.url ?? ''));
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** A server that speaks as it likes. */
export async function rawExporter(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createNetServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An Http that answers as it is told, without a network. */
export function fakeHttp(answer: (request: HttpRequest) => { status: number; body: Iterable<string> }): Http {
  return {
    request: async (request) => {
      const { status, body } = answer(request);
      return { status, contentType: 'text/plain', body: bytesOf(body), discard: () => {} };
    },
  };
}

async function* bytesOf(texts: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
