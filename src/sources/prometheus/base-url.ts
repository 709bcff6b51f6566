import { type SafeText, say } from '../../text/safe-text.ts';
import { withoutAllBeforeAt, withoutCredentials } from '../../text/shown-url.ts';
import { SourceError } from '../source-error.ts';

/** Where an API is found. */
export interface BaseUrl {
  /** With the path prefix and credentials as given, without a slash at the end. */
  readonly request: string;
  /** The same without credentials. */
  readonly shown: string;
}

const HINT =
  'give the address of the server and its path prefix, such as http://prometheus:9090 or https://mimir/prometheus';

/** @throws SourceError for what is no http(s) address, or has a query string or a fragment */
export function parseBaseUrl(text: string): BaseUrl {
  const url = URL.parse(text);
  const rest = url === null ? '' : url.pathname + url.search + url.hash;
  // A bare "?" or "/" in a password makes the rest of it look like a query or a path.
  const safe = rest.includes('@') ? withoutAllBeforeAt(text) : withoutCredentials(text);
  const shown = safe.replace(/[?#].*/s, '');
  const refuse = (message: SafeText) => new SourceError('other', shown, message, { hint: HINT });
  if (url === null || !/^https?:$/.test(url.protocol)) throw refuse(say`not an http:// or https:// address: ${shown}`);
  // Never quoted: it may hold a token.
  if (url.search !== '') throw refuse(say`the address can't have a query string (?…)`);
  if (url.hash !== '') throw refuse(say`the address can't have a fragment (#…)`);
  return { request: withoutSlashes(url.href), shown: withoutSlashes(shown) };
}

function withoutSlashes(text: string): string {
  return text.replace(/\/+$/, '');
}
