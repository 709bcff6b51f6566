import type { SourceErrorKind } from './source-error.ts';

/** What to try where `http://` and `https://` may be mixed up; `url` is the address to show. */
export function otherScheme(kind: SourceErrorKind, url: string): string | undefined {
  if (kind === 'not-tls') return `try ${url.replace(/^https:/, 'http:')}`;
  if (!url.startsWith('http:')) return undefined;
  const secure = url.replace(/^http:/, 'https:');
  if (kind === 'not-http') return `does it speak TLS there? try ${secure}`;
  return kind === 'cut-off' ? `does it speak TLS there? try ${secure}; else ask again` : undefined;
}
