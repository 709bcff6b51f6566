import type { Request } from 'got';
import {
  type Http,
  HttpError,
  type HttpIdentity,
  type HttpMethod,
  type HttpRequest,
  type HttpResponse,
} from '../ports/http.ts';
import { withoutCredentials } from '../text/shown-url.ts';
import { type Clients, createClients } from './http-clients.ts';
import { type Deadline, startDeadline } from './http-deadline.ts';
import { toHttpError } from './http-errors.ts';
import { firstHop, type Hop, nextHop } from './http-hop.ts';
import { proxyFor } from './http-proxy.ts';

const MOST_REDIRECTS = 5;

/** HTTP over got: nothing is retried or cached, no cookies; deadline, size and redirects are bounded here. */
export function createHttp({ userAgent }: { readonly userAgent: string }): Http {
  const clients = createClients(userAgent);
  return { request: (request) => exchange(clients, request) };
}

async function exchange(clients: Clients, request: HttpRequest): Promise<HttpResponse> {
  let hop = firstHop(request);
  const deadline = startDeadline(request.deadlineMs, request.signal);
  try {
    for (let redirects = 0; ; redirects++) {
      const stream = await send(clients, request.identity, hop, deadline);
      const { statusCode, headers } = answered(stream);
      const next = request.identity.followRedirects ? nextHop(hop, statusCode, headers.location, request.accept) : null;
      if (next === null) return toResponse(stream, request, hop, deadline);
      stream.destroy();
      if (redirects === MOST_REDIRECTS) {
        throw new HttpError('redirect-refused', hop.url.href, `redirected more than ${MOST_REDIRECTS} times`);
      }
      hop = next;
    }
  } catch (error) {
    deadline.clear();
    throw toHttpError(error, hop.url.href);
  }
}

/** Gives the stream once the answer's head is there. */
async function send(clients: Clients, identity: HttpIdentity, hop: Hop, deadline: Deadline): Promise<Request> {
  const proxy = proxyFor(hop.url, identity, process.env);
  const client = clients(hop, proxy);
  for (let first = true; ; first = false) {
    const stream = client.stream(hop.url, hop.method === 'GET' ? undefined : sending(hop));
    // Not as got's own `body`: got 16.1 ends the connection of a request that is answered before got has noted that all of it is sent.
    if (hop.method !== 'GET') stream.end(hop.body?.text);
    try {
      const answer = head(stream);
      deadline.stops(() => stream.destroy(new Error('given up')));
      await answer;
      return stream;
    } catch (error) {
      const ended = deadline.error(hop.url.href);
      // The server closed an idle connection at the moment it was used again: says nothing about the server.
      if (first && stream.reusedSocket && isReset(error) && ended === null) continue;
      throw ended ?? toHttpError(error, hop.url.href, proxy === null ? '' : `proxy ${withoutCredentials(proxy)}: `);
    }
  }
}

function sending({ method, body }: Hop): {
  readonly method: HttpMethod;
  readonly headers: Readonly<Record<string, string>>;
} {
  return { method, headers: { 'content-length': String(Buffer.byteLength(body?.text ?? '')) } };
}

function head(stream: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('response', () => resolve());
    // Stays for the stream's whole life: an error between head and body must not be one that nobody hears.
    stream.on('error', reject);
  });
}

function answered(stream: Request): NonNullable<Request['response']> {
  if (!stream.response) throw new TypeError('no response after its event');
  return stream.response;
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function toResponse(stream: Request, request: HttpRequest, hop: Hop, deadline: Deadline): HttpResponse {
  const { statusCode, headers } = answered(stream);
  const discard = () => {
    deadline.clear();
    if (!stream.readableEnded) stream.destroy();
  };
  // got takes this header away where it could decompress.
  const encoding = headers['content-encoding'];
  if (encoding && encoding.toLowerCase() !== 'identity') {
    discard();
    throw new HttpError('bad-encoding', hop.url.href, 'answer is compressed in a way that was not asked for');
  }
  return {
    status: statusCode,
    contentType: headers['content-type'] ?? null,
    body: readBody(stream, request.maxBodyBytes, hop.url.href, deadline, discard),
    discard,
  };
}

async function* readBody(
  stream: Request,
  maxBodyBytes: number,
  url: string,
  deadline: Deadline,
  discard: () => void,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBodyBytes) {
        throw new HttpError('too-large', url, `answer is larger than ${sizeInWords(maxBodyBytes)}`);
      }
      yield chunk;
    }
  } catch (error) {
    throw error instanceof HttpError ? error : (deadline.error(url) ?? toHttpError(error, url));
  } finally {
    discard();
  }
}

function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 ** 2 ? `${Math.floor(bytes / 1024)} KiB` : `${Number((bytes / 1024 ** 2).toFixed(1))} MiB`;
}
