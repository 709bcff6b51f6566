import { HttpError, type HttpIdentity, type HttpMethod, type HttpRequest, methodOf } from '../ports/http.ts';
import { withoutCredentials } from '../text/shown-url.ts';

/** One request on the wire: the first, or one that a redirect asks for. */
export interface Hop {
  /** Without credentials. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: HttpIdentity['tls'];
  readonly method: HttpMethod;
  readonly body: { readonly type: string; readonly text: string } | null;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TEXT = 'application/json';

/** @throws HttpError for an address that is none of HTTP's */
export function firstHop(request: HttpRequest): Hop {
  const url = URL.parse(request.url);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new HttpError('other', withoutCredentials(request.url), 'not an http:// or https:// address');
  }
  const { identity } = request;
  const body = bodyOf(request);
  const authorization = identity.authorization ?? basic(identity.basicAuth ?? credentialsIn(url));
  url.username = '';
  url.password = '';
  return {
    url,
    headers: {
      ...identity.headers,
      ...(authorization !== null && { authorization }),
      ...(body && { 'content-type': body.type }),
      accept: request.accept,
    },
    tls: identity.tls,
    method: methodOf(request),
    body,
  };
}

/**
 * Where a redirect leads; `null` where the answer is none. Credentials, client certificates and extra headers stay with the
 * scheme, host and port that they were given for. No other method is ever turned into a GET, which would ask something else.
 * @throws HttpError 'redirect-refused'
 */
export function nextHop(hop: Hop, status: number, location: string | undefined, accept: string): Hop | null {
  if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) return null;
  const url = URL.parse(location, hop.url.href);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new HttpError('redirect-refused', hop.url.href, 'redirected to something that is not http:// or https://');
  }
  url.username = '';
  url.password = '';
  if (hop.method !== 'GET' && status < 307) {
    throw new HttpError('redirect-refused', hop.url.href, `redirected to ${url.href}: use that address`);
  }
  if (url.origin === hop.url.origin) return { ...hop, url };
  return {
    url,
    headers: { ...(hop.body && { 'content-type': hop.body.type }), accept },
    tls: { ...hop.tls, cert: null, key: null, serverName: null },
    method: hop.method,
    body: hop.body,
  };
}

function bodyOf({ form, json }: HttpRequest): Hop['body'] {
  if (json !== undefined) return { type: JSON_TEXT, text: json };
  return form === undefined ? null : { type: FORM, text: encoded(form) };
}

function encoded(form: NonNullable<HttpRequest['form']>): string {
  const body = new URLSearchParams();
  for (const [name, value] of form) body.append(name, value);
  return body.toString();
}

function credentialsIn(url: URL): HttpIdentity['basicAuth'] {
  if (url.username === '' && url.password === '') return null;
  return { username: percentDecoded(url.username), password: percentDecoded(url.password) };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function basic(credentials: HttpIdentity['basicAuth']): string | null {
  if (credentials === null) return null;
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}
