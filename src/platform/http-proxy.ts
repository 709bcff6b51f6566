import { BlockList, isIP } from 'node:net';
import type { HttpIdentity } from '../ports/http.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy to ask for this address, `null` for none. The rules are those of Go's httpproxy, which Prometheus' tools follow:
 * upper-case variables first; where an exception list can exist, localhost and loopback are never proxied; the list has names (with their
 * sub-domains; `.name` for the sub-domains alone), addresses, CIDR blocks, each with an optional port, or `*`.
 */
export function proxyFor(url: URL, identity: HttpIdentity, environment: Environment): string | null {
  if (identity.proxyUrl !== null) {
    const direct = identity.noProxy !== null && isException(url, identity.noProxy);
    return direct ? null : identity.proxyUrl;
  }
  if (!identity.proxyFromEnvironment) return null;
  const proxy = variable(environment, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  return proxy === '' || isException(url, variable(environment, 'NO_PROXY')) ? null : proxy;
}

function variable(environment: Environment, name: string): string {
  return environment[name] || environment[name.toLowerCase()] || '';
}

function isException(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || isInBlock(host, '127.0.0.0/8') || isInBlock(host, '::1/128')) return true;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && entryMatches(entry, host, port));
}

function entryMatches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInBlock(host, entry);
  const { name, onlyPort } = splitPort(entry);
  if (onlyPort !== null && onlyPort !== port) return false;
  if (isIP(name) !== 0) return isInBlock(host, `${name}/${isIP(name) === 4 ? 32 : 128}`);
  const suffix = name.replace(/^\*?\./, '.');
  return suffix.startsWith('.') ? host.endsWith(suffix) : host === suffix || host.endsWith(`.${suffix}`);
}

function splitPort(entry: string): { name: string; onlyPort: string | null } {
  if (isIP(entry) !== 0) return { name: entry, onlyPort: null };
  const match = /^\[?(.+?)\]?(?::(\d+))?$/.exec(entry);
  return { name: match?.[1] ?? entry, onlyPort: match?.[2] ?? null };
}

function isInBlock(address: string, block: string): boolean {
  const [network = '', bits = ''] = block.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(address) !== family || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) {
    return false;
  }
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const blocks = new BlockList();
  blocks.addSubnet(network, Number(bits), type);
  return blocks.check(address, type);
}
