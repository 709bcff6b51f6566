import type { HttpError, HttpErrorKind } from '../../ports/http.ts';
import { say } from '../../text/safe-text.ts';
import { otherScheme } from '../other-scheme.ts';
import { SourceError } from '../source-error.ts';

const HINTS: Partial<Readonly<Record<HttpErrorKind, string>>> = {
  refused: 'the host is up but nothing listens on that port: is node_exporter running there?',
  unreachable: 'is the host up, and is there a way to it from here?',
  timeout: 'is the host up, or does a firewall drop the requests? A busy host may need a longer timeout',
  'name-not-found': 'check the name, or use the address',
  tls: 'certificates are set under tls_config in the file of --http-config, or of httpConfig under "exporters" in the configuration',
  'cut-off': 'something between here and the exporter cuts its answers short, or it went down in the middle: try again',
  'too-large': 'check the address: a node exporter’s page has about 100 KiB',
  'bad-encoding': 'something between here and the exporter damages its answers',
  'redirect-refused': 'use the address that it redirects to',
};

/** `url` is the one to show. */
export function fromHttpError(error: HttpError, url: string): SourceError {
  const hint = otherScheme(error.kind, url) ?? HINTS[error.kind];
  return new SourceError(error.kind, url, say`${url}: ${error.message}`, { ...(hint && { hint }), cause: error });
}

/** For a status that is no success; `firstLine` is how the answer's body begins. */
export function fromStatus(status: number, firstLine: string, url: string): SourceError {
  const seen = firstLine === '' ? say`${url}: answered ${status}` : say`${url}: answered ${status}: ${firstLine}`;
  if (status === 401 || status === 403 || status === 407) {
    const hint =
      'it wants credentials: they go into the file of httpConfig under "exporters" in the configuration, or of --http-config where only exporters are asked';
    return new SourceError('not-authorised', url, seen, { status, hint });
  }
  if (status === 404) {
    const hint = 'a node exporter’s page is under /metrics: check the port and the path';
    return new SourceError('not-there', url, seen, { status, hint });
  }
  return new SourceError('http-status', url, seen, { status, hint: hintFor(status, firstLine) });
}

function hintFor(status: number, firstLine: string): string {
  if (status === 503) return 'node_exporter serves 40 requests at once and turns more away: what else is asking it?';
  if (firstLine.includes('HTTPS server')) return 'use https://';
  if (status >= 300 && status < 400) return 'it redirects, and following redirects is switched off';
  return 'see the exporter’s log there';
}
