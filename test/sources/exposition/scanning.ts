import type { PageReading } from '../../../src/sources/exposition/page-reading.ts';
import { scanPage } from '../../../src/sources/exposition/scan-page.ts';
import { SourceError } from '../../../src/sources/source-error.ts';

/** What node_exporter writes after the jobs: without any of it a page counts as cut off. */
export const TAIL = 'node_scrape_collector_success{collector="textfile"} 1\n';

const URL = 'http://host:9100/metrics';

/** Scans chunks as they are. */
export function scan(chunks: Iterable<Uint8Array>, contentType: string | null = null): Promise<PageReading> {
  return scanPage(asyncly(chunks), { url: URL, contentType });
}

/** Scans lines as one page, with what node_exporter writes after them. */
export function scanLines(...lines: readonly string[]): Promise<PageReading> {
  return scan([Buffer.from(`${lines.map((line) => `${line}\n`).join('')}${TAIL}`)]);
}

/** The SourceError that a whole page ends with. */
export async function refusalOf(page: string | Uint8Array, contentType: string | null = null): Promise<SourceError> {
  const outcome = await scan([Buffer.from(page)], contentType).catch((error: unknown) => error);
  if (outcome instanceof SourceError) return outcome;
  throw new Error(`no SourceError, but ${outcome instanceof Error ? outcome.stack : JSON.stringify(outcome)}`);
}

async function* asyncly<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}
