import { withoutCredentials } from '../../text/shown-url.ts';
import { record } from '../labelled-json.ts';
import { isTooLong } from './foreign-text.ts';
import type { Parsed } from './sample.ts';

/** What a Prometheus puts behind the base address of an Alertmanager. */
const ENDPOINT = /\/api\/v\d\/alerts$/;

/** `data` of Prometheus' `/api/v1/alertmanagers`: the base addresses of those that it sends to; `null` where it has no list. */
export function parseAlertmanagers(data: unknown): Parsed<string> | null {
  const { activeAlertmanagers } = record(data);
  if (!Array.isArray(activeAlertmanagers)) return null;
  const items = activeAlertmanagers.map((each) => baseOf(record(each).url)).filter((url) => url !== null);
  return { items: [...new Set(items)], dropped: activeAlertmanagers.length - items.length };
}

function baseOf(address: unknown): string | null {
  if (typeof address !== 'string' || isTooLong(address)) return null;
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || !ENDPOINT.test(url.pathname)) return null;
  url.pathname = url.pathname.replace(ENDPOINT, '');
  url.search = '';
  url.hash = '';
  return withoutCredentials(url.href).replace(/\/+$/, '');
}
