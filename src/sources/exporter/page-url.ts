import type { SourceId } from '../../domain/reading.ts';
import { shownUrl } from '../../text/shown-url.ts';
import type { ExporterAddress } from './outcome.ts';

const FILTER = 'collect[]';
/** What is needed of a page, a tenth of the work for the exporter; `uname` tells what `hostname` says there. */
const COLLECTORS = ['textfile', 'uname'];

/** The exporter's page: under /metrics where the address has no path. An address that can't be parsed stays as it is. */
export function pageUrl(address: ExporterAddress): string {
  const url = URL.parse(address.url);
  if (!url) return address.url;
  if (url.pathname === '/') url.pathname = '/metrics';
  return url.href;
}

/** The same page with only those collectors' series. */
export function filteredUrl(page: string): string {
  const url = URL.parse(page);
  if (!url) return page;
  for (const collector of COLLECTORS) {
    if (!url.searchParams.has(FILTER, collector)) url.searchParams.append(FILTER, collector);
  }
  return url.href;
}

export function exporterSource(address: ExporterAddress): SourceId {
  return `exporter:${shownUrl(pageUrl(address))}`;
}
