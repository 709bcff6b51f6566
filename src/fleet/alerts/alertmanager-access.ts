import type { Alertmanager } from '../../sources/alertmanager/client.ts';

/** How Alertmanagers are found. */
export interface AlertmanagerAccess {
  /** In place of those that the Prometheus servers name; where there are none, these are asked. */
  readonly configured: readonly Alertmanager[];
  /** A client for one that a Prometheus names. @throws SourceError */
  discovered(name: string, url: string): Alertmanager;
}

const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])$/;

/**
 * The address to ask, of an Alertmanager that a Prometheus names: `localhost` there is the host of that Prometheus, wherever we are.
 */
export function addressFromHere(alertmanager: string, prometheus: string): string {
  const [url, named] = [URL.parse(alertmanager), URL.parse(prometheus)];
  if (url === null || named === null) return alertmanager;
  if (!LOOPBACK.test(url.hostname) || LOOPBACK.test(named.hostname)) return alertmanager;
  url.hostname = named.hostname;
  return url.href.replace(/\/+$/, '');
}

/** `10.0.0.5:9093/prefix` */
export function nameOfAddress(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
