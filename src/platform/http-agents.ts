import { Agent as HttpAgent } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent } from 'node:https';
import { HttpError, type HttpIdentity } from '../ports/http.ts';
import { withoutCredentials } from '../text/shown-url.ts';

/** In the shape of got's `agent` option. */
type Pool = { readonly http: HttpAgent } | { readonly https: HttpsAgent };
export type Agents = (url: URL, tls: HttpIdentity['tls'], proxy: string | null) => Pool;

/** Long ways need more than Node's 250 ms before the other address family is tried. */
const ADDRESS_FAMILY_ATTEMPT_MS = 700;
const KEEP_ALIVE = { keepAlive: true, autoSelectFamilyAttemptTimeout: ADDRESS_FAMILY_ATTEMPT_MS };

/** Connections are kept open between polls: one pool for plain HTTP, one for each TLS identity, and the same again for each proxy. */
export function createAgents(): Agents {
  const pools = new Map<string, Pool>();
  return (url, tls, proxy) => {
    const secure = url.protocol === 'https:';
    const key = secure ? JSON.stringify([proxy, tls]) : JSON.stringify(proxy);
    let pool = pools.get(key);
    if (!pool) {
      const options = proxy === null ? KEEP_ALIVE : { ...KEEP_ALIVE, proxyEnv: proxyEnvironment(proxy, url) };
      pool = secure ? { https: new HttpsAgent({ ...options, ...tlsOptions(tls) }) } : { http: new HttpAgent(options) };
      pools.set(key, pool);
    }
    return pool;
  };
}

/** Node's agents speak to proxies from 24.5 and 22.21 on; older ones would ignore the setting without a word. */
function proxyEnvironment(proxy: string, url: URL): { HTTP_PROXY: string; HTTPS_PROXY: string } {
  const shown = withoutCredentials(proxy);
  if (!process.allowedNodeEnvironmentFlags.has('--use-env-proxy')) {
    throw new HttpError('other', url.href, `proxy ${shown}: this Node (${process.version}) can't use one, 24.5 can`);
  }
  if (!/^https?:\/\//i.test(proxy) || !URL.canParse(proxy)) {
    throw new HttpError('other', url.href, `proxy ${shown}: only http:// and https:// proxies can be used`);
  }
  return { HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
}

function tlsOptions(tls: HttpIdentity['tls']): AgentOptions {
  return {
    rejectUnauthorized: !tls.insecureSkipVerify,
    ...(tls.ca !== null && { ca: tls.ca }),
    ...(tls.cert !== null && { cert: tls.cert }),
    ...(tls.key !== null && { key: tls.key }),
    ...(tls.serverName !== null && { servername: tls.serverName }),
    ...(tls.minVersion !== null && { minVersion: tls.minVersion }),
    ...(tls.maxVersion !== null && { maxVersion: tls.maxVersion }),
  };
}
