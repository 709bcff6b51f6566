import { type SafeText, say, visible } from '../text/safe-text.ts';
import { shownUrl } from '../text/shown-url.ts';
import { quoted } from './quoted.ts';

/** What stands in place of anything secret. */
export const MASK = '<secret>' as SafeText;

/** User name and password that stood in a URL, decoded. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** An http or https URL. `url` itself never holds credentials, so it may be shown. */
export interface HttpAddress {
  readonly url: string;
  readonly credentials: Credentials | null;
}

/** What a text turned out to be: an address, or the reason why it is none. */
export type ReadAddress = { readonly address: HttpAddress } | { readonly problem: SafeText };

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
/** Everything from the scheme to the last `@`: more than the credentials rather than less, as a URL may be mistyped. */
const UP_TO_LAST_AT = /^([a-z][a-z0-9+.-]*:[/\\]+|).*@/is;

/** Reads an http or https URL: its address, or why it is none. */
export function readHttpAddress(text: string): ReadAddress {
  const url = URL.parse(text);
  if (!url || !isHttp(url)) return { problem: notHttp(text) };
  // A password with a bare "/" looks like this; as a path it would be shown.
  if (`${url.pathname}${url.search}${url.hash}`.includes('@'))
    return {
      problem: say`${quoted(maskUrl(text))} has an "@" that is not the end of a user name and password; write it as %40, and "/" in a password as %2F`,
    };
  if (url.hash !== '') return { problem: say`${quoted(maskUrl(text))} has a fragment (#…)` };
  const credentials = credentialsOf(url);
  if (credentials === 'undecodable')
    return { problem: say`${quoted(maskUrl(text))} has a user name or password with a bare "%"` };
  url.username = '';
  url.password = '';
  return { address: { url: url.href, credentials } };
}

/** The base URL of a Prometheus or an Alertmanager: without query, and without slashes at its end. */
export function readBaseAddress(text: string): ReadAddress {
  const read = readHttpAddress(text);
  if ('problem' in read) return read;
  if (read.address.url.includes('?'))
    return { problem: say`${quoted(maskUrl(text))} has a query (?…); a base URL has none` };
  return { address: { ...read.address, url: read.address.url.replace(/\/+$/, '') } };
}

/** An exporter's URL; where it has no path, `/metrics` is meant, as in Prometheus. */
export function readExporterAddress(text: string): ReadAddress {
  const read = readHttpAddress(text);
  if ('problem' in read) return read;
  const url = new URL(read.address.url);
  if (url.pathname === '/') url.pathname = '/metrics';
  return { address: { ...read.address, url: url.href } };
}

/** The text of a URL (or what was meant as one), safe to show: whatever stands before an `@` is masked. */
export function maskUrl(text: string): SafeText {
  return visible(text.replace(UP_TO_LAST_AT, `$1${MASK}@`));
}

/** An address as people see it: `http://<secret>@host` where there are credentials. */
export function addressText({ url, credentials }: HttpAddress): SafeText {
  const shown = shownUrl(url);
  return credentials ? visible(shown.replace('://', `://${MASK}@`)) : visible(shown);
}

function credentialsOf(url: URL): Credentials | null | 'undecodable' {
  if (url.username === '' && url.password === '') return null;
  try {
    return { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  } catch {
    return 'undecodable';
  }
}

function isHttp(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

/** A scheme that was left out is the most common slip. */
function notHttp(text: string): SafeText {
  const meant = SCHEME.test(text) ? null : URL.parse(`http://${text}`);
  const shown = say`${quoted(maskUrl(text))} is no http or https URL`;
  return meant && text !== '' ? say`${shown}; did you mean ${quoted(`http://${maskUrl(text)}`)}?` : shown;
}
