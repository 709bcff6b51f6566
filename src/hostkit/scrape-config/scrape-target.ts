import type { DeclaredJob } from '../../domain/declared-job.ts';
import { type SafeText, say } from '../../text/safe-text.ts';

/** A host's node exporter, as Prometheus is to scrape it. */
export interface ScrapeTarget {
  readonly host: string;
  /** `10.0.0.5:9100`, `[fe80::1]:9100`. */
  readonly target: string;
  readonly scheme: 'http' | 'https';
  readonly metricsPath: string;
}

/** What is known of where hosts are. */
export interface HostAddresses {
  /** Name or address by host, as Ansible reaches it (`ansible_host`). */
  readonly byHost: ReadonlyMap<string, string>;
  /** Addresses of exporters that are configured: each goes to the host that it names. */
  readonly exporterUrls: readonly string[];
  /** Of an exporter of which nothing else is said. */
  readonly port: number;
}

export interface ScrapeTargets {
  readonly targets: readonly ScrapeTarget[];
  /** What was left out, and why. */
  readonly notes: readonly SafeText[];
}

const METRICS_PATH = '/metrics';
/** A name or IPv4 address, or an IPv6 address: what may stand before `:9100`, and be the name of a scrape job. */
const HOST = /^[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]{0,252}[a-zA-Z0-9_])?$/;
const IPV6 = /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/;

/** One target for each host that is declared by name, in the order of their names. */
export function scrapeTargets(declared: readonly DeclaredJob[], addresses: HostAddresses): ScrapeTargets {
  const hosts = new Set(declared.flatMap(({ target }) => (target.by === 'path' ? [target.host] : [])));
  const exporters = addresses.exporterUrls.flatMap((url) => URL.parse(url) ?? []);
  const targets: ScrapeTarget[] = [];
  const notes: SafeText[] = [...unplaced(declared)];
  for (const host of [...hosts].sort()) {
    const address = addresses.byHost.get(host) ?? host;
    const bad = [host, address].find((name) => !HOST.test(name) && !IPV6.test(name));
    if (bad === undefined) targets.push(targetOf(host, address, exporters, addresses.port));
    else notes.push(say`${host} is left out: "${bad}" is no name or address of a host`);
  }
  return { targets, notes };
}

function targetOf(host: string, address: string, exporters: readonly URL[], port: number): ScrapeTarget {
  const place = bracketed(address);
  const exporter = exporters.find(
    ({ hostname }) => hostname === host.toLowerCase() || hostname === place.toLowerCase(),
  );
  if (exporter === undefined) return { host, target: `${place}:${port}`, scheme: 'http', metricsPath: METRICS_PATH };
  const scheme = exporter.protocol === 'https:' ? 'https' : 'http';
  const usualPort = scheme === 'https' ? 443 : 80;
  return {
    host,
    target: `${exporter.hostname}:${exporter.port || usualPort}`,
    scheme,
    metricsPath: exporter.pathname,
  };
}

/** Jobs that are known by their metric alone: where the host's name ends in it is a guess. */
function unplaced(declared: readonly DeclaredJob[]): readonly SafeText[] {
  const count = declared.filter(({ target }) => target.by === 'metric').length;
  if (count === 0) return [];
  return [say`${count} ${count === 1 ? 'job is' : 'jobs are'} declared by metric alone, which names no host: left out`];
}

function bracketed(address: string): string {
  return IPV6.test(address) ? `[${address}]` : address;
}
