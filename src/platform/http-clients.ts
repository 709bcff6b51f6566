import got, { type Got } from 'got';
import { createAgents } from './http-agents.ts';
import type { Hop } from './http-hop.ts';

/** The got instance for a hop: it has everything but the address and the body. */
export type Clients = (hop: Hop, proxy: string | null) => Got;

const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])$/;

/** One instance for each set of headers over each pool of connections: putting them together costs more than the request itself. */
export function createClients(userAgent: string): Clients {
  const base = got.extend({
    retry: { limit: 0 },
    throwHttpErrors: false,
    followRedirect: false,
    headers: { 'user-agent': userAgent },
  });
  const agents = createAgents();
  const clients = new Map<string, Got>();
  return ({ url, headers, tls }, proxy) => {
    const encoding = encodingFor(url);
    const key = JSON.stringify([proxy, url.protocol === 'https:' ? tls : null, encoding, headers]);
    let client = clients.get(key);
    if (!client) {
      client = base.extend({ agent: agents(url, tls, proxy), headers: { 'accept-encoding': encoding, ...headers } });
      clients.set(key, client);
    }
    return client;
  };
}

/**
 * Without brotli and zstd: exporters speak gzip, and each decoder more is one more to attack. On this machine itself compressing costs
 * more time than it saves.
 */
function encodingFor({ hostname }: URL): string {
  return LOOPBACK.test(hostname) ? 'identity' : 'gzip';
}
