import type { PageOrigin } from './page-checks.ts';
import type { PageReading } from './page-reading.ts';
import { PageScanner } from './page-scanner.ts';

/**
 * Reads what concerns backup jobs from a page in the text exposition format (0.0.4 or OpenMetrics), in one pass and bounded memory;
 * any other line is passed over. The first of several samples of one series counts, as in node_exporter.
 * @throws SourceError 'not-understood' where the page is no exposition, 'cut-off' where it is only a part of one; errors of `body` as they are
 */
export async function scanPage(body: AsyncIterable<Uint8Array>, origin: PageOrigin): Promise<PageReading> {
  const scanner = new PageScanner(origin);
  for await (const chunk of body) scanner.push(chunk);
  return scanner.end();
}
