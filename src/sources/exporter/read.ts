import type { InstanceReading } from '../../domain/reading.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Http, HttpError, type HttpIdentity, type HttpResponse } from '../../ports/http.ts';
import { shownUrl } from '../../text/shown-url.ts';
import type { PageReading } from '../exposition/page-reading.ts';
import { scanPage } from '../exposition/scan-page.ts';
import { latelyOf } from '../lately.ts';
import { SourceError } from '../source-error.ts';
import { fromHttpError, fromStatus } from './errors.ts';
import type { ExporterAddress, ExporterOutcome } from './outcome.ts';
import { exporterSource, filteredUrl, pageUrl } from './page-url.ts';

export interface ExporterPorts {
  readonly http: Http;
  readonly clock: Clock;
}

export interface ExporterOptions {
  readonly identity: HttpIdentity;
  /** For one exporter, a second request included. */
  readonly deadlineMs: number;
  readonly maxBodyBytes: number;
  readonly signal?: AbortSignal;
}

const ACCEPT = 'text/plain;version=0.0.4,*/*;q=0.1';
const FIRST_LINE_BYTES = 512;

/** Pages that can't be filtered, for as long as the process uses this Http: asking them twice each time would double their load. */
const unfiltered = new WeakMap<Http, Set<string>>();

/**
 * Asks one node exporter for its textfile and uname series; one that refuses the filter (an old one, or one without those collectors)
 * for the whole page. A failure is an outcome, never an exception.
 */
export async function readExporter(
  address: ExporterAddress,
  ports: ExporterPorts,
  options: ExporterOptions,
): Promise<ExporterOutcome> {
  const source = exporterSource(address);
  const fetchedAt = ports.clock.now();
  const asked = { address, source, fetchedAt };
  try {
    const page = await readPage(pageUrl(address), fetchedAt, ports, options);
    const { instance, scrapeJob } = address;
    const gatheringErrorsLately = latelyOf(page.gatheringErrors);
    const seen = { source, instance, scrapeJob, at: fetchedAt, stale: false };
    const reading: InstanceReading = { ...seen, ...page, gatheringErrorsLately };
    return { ...asked, durationMs: ports.clock.now() - fetchedAt, ok: true, reading };
  } catch (error) {
    const known = error instanceof HttpError ? fromHttpError(error, shownUrl(pageUrl(address))) : error;
    if (!(known instanceof SourceError)) throw error;
    return { ...asked, durationMs: ports.clock.now() - fetchedAt, ok: false, error: known };
  }
}

/** @throws HttpError or SourceError */
async function readPage(
  page: string,
  startedAt: EpochMs,
  { http, clock }: ExporterPorts,
  { identity, deadlineMs, maxBodyBytes, signal }: ExporterOptions,
): Promise<PageReading> {
  let leftMs = deadlineMs;
  const ask = (url: string) =>
    http.request({
      url,
      accept: ACCEPT,
      identity,
      deadlineMs: leftMs,
      maxBodyBytes,
      ...(signal && { signal }),
    });
  const whole = unfiltered.get(http) ?? new Set<string>();
  unfiltered.set(http, whole);
  if (!whole.has(page)) {
    const response = await ask(filteredUrl(page));
    if (response.status !== 400) return read(response, page);
    response.discard();
    leftMs = Math.max(1, deadlineMs - (clock.now() - startedAt));
  }
  const reading = await read(await ask(page), page);
  whole.add(page);
  return reading;
}

async function read(response: HttpResponse, page: string): Promise<PageReading> {
  const url = shownUrl(page);
  if (response.status === 200) return scanPage(response.body, { url, contentType: response.contentType });
  throw fromStatus(response.status, await firstLineOf(response), url);
}

/** How the body begins: most servers say there what they mean by the status. */
async function firstLineOf(response: HttpResponse): Promise<string> {
  let text = '';
  try {
    for await (const chunk of response.body) {
      text += new TextDecoder().decode(chunk.subarray(0, FIRST_LINE_BYTES));
      if (text.length >= FIRST_LINE_BYTES || text.includes('\n')) break;
    }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    // The status says enough without it.
  }
  const line = (text.split('\n', 1)[0] ?? '').trim().slice(0, FIRST_LINE_BYTES);
  return line.startsWith('<') ? '' : line;
}
