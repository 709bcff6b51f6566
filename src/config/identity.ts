import type { HttpIdentity } from '../ports/http.ts';
import type { Access } from './config.ts';
import type { Credentials } from './http-address.ts';

/** A server as requests know it: nothing but plain requests. */
export const PLAIN_IDENTITY: HttpIdentity = {
  headers: {},
  basicAuth: null,
  authorization: null,
  tls: {
    ca: null,
    cert: null,
    key: null,
    serverName: null,
    insecureSkipVerify: false,
    minVersion: null,
    maxVersion: null,
  },
  followRedirects: true,
  proxyUrl: null,
  noProxy: null,
  proxyFromEnvironment: false,
};

/**
 * What requests to a server need: its HTTP client configuration file as `load` reads it, then what the URL and the headers say
 * over it. Of several ways to authorise the most specific is used alone: an `Authorization` header, credentials in the URL, the file.
 * @throws what `load` throws
 */
export async function identityOf(
  { headers, httpConfig, credentials }: Access & { readonly credentials: Credentials | null },
  load: (path: string) => Promise<HttpIdentity>,
): Promise<HttpIdentity> {
  const base = httpConfig === null ? PLAIN_IDENTITY : await load(httpConfig);
  const merged = new Map(Object.entries(base.headers).map(([name, value]) => [name.toLowerCase(), { name, value }]));
  for (const header of headers) merged.set(header.name.toLowerCase(), header);
  const authorization = merged.get('authorization')?.value ?? null;
  merged.delete('authorization');
  return {
    ...base,
    ...(authorization === null ? {} : { authorization, basicAuth: null }),
    ...(authorization === null && credentials ? { basicAuth: credentials, authorization: null } : {}),
    headers: Object.fromEntries([...merged.values()].map(({ name, value }) => [name, value])),
  };
}
