import { HttpError, type HttpErrorKind } from '../ports/http.ts';
import { visible } from '../text/safe-text.ts';
import { withoutCredentials } from '../text/shown-url.ts';

type Meaning = readonly [kind: HttpErrorKind, message: string];

/**
 * What Node's error codes mean to an operator, most telling first: when both address families were tried
 * ("happy eyeballs" gives an AggregateError), a refusal says more than the network that is not there.
 */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ['ECONNREFUSED', ['refused', 'connection refused']],
  ['ETIMEDOUT', ['timeout', 'no answer: the connection attempt timed out']],
  ['EHOSTUNREACH', ['unreachable', 'no route to host']],
  ['EHOSTDOWN', ['unreachable', 'host is down']],
  ['ENETUNREACH', ['unreachable', 'network is unreachable']],
  ['ENETDOWN', ['unreachable', 'network is down']],
  ['EADDRNOTAVAIL', ['unreachable', 'no local address to connect from']],
  ['ENOTFOUND', ['name-not-found', 'host name not found']],
  ['EAI_AGAIN', ['name-not-found', 'host name not found: the name server did not answer']],
  ['EAI_FAIL', ['name-not-found', 'host name not found: the name server failed']],
  ['EAI_NODATA', ['name-not-found', 'host name has no address']],
  ['ECONNRESET', ['cut-off', 'connection closed before the answer was complete']],
  ['EPIPE', ['cut-off', 'connection closed before the answer was complete']],
  ['ERR_HTTP_CONTENT_LENGTH_MISMATCH', ['cut-off', 'answer ended before its announced length']],
  ['HPE_INVALID_EOF_STATE', ['cut-off', 'connection closed before the answer was complete']],
  ['Z_BUF_ERROR', ['cut-off', 'compressed answer ended early']],
  ['HPE_HEADER_OVERFLOW', ['other', 'answer has too large a header']],
  ['ERR_PROXY_TUNNEL', ['other', 'the proxy refused the tunnel']],
  ['EMFILE', ['other', 'too many open files here']],
  ['ENFILE', ['other', 'too many open files here']],
  ['CERT_HAS_EXPIRED', ['tls', 'certificate has expired']],
  ['CERT_NOT_YET_VALID', ['tls', 'certificate is not valid yet']],
  ['CERT_REVOKED', ['tls', 'certificate is revoked']],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', ['tls', 'certificate is self-signed']],
  ['SELF_SIGNED_CERT_IN_CHAIN', ['tls', 'certificate is signed by an authority that is not trusted here']],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', ['tls', 'certificate is signed by an authority that is not trusted here']],
  ['UNABLE_TO_GET_ISSUER_CERT', ['tls', 'certificate is signed by an authority that is not trusted here']],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', ['tls', 'certificate is signed by an authority that is not trusted here']],
  ['ERR_TLS_CERT_ALTNAME_INVALID', ['tls', 'certificate is for another host name']],
  ['HOSTNAME_MISMATCH', ['tls', 'certificate is for another host name']],
  ['EPROTO', ['tls', 'TLS handshake failed']],
]);

/** How OpenSSL says that the first bytes of the answer are no TLS: all under one code. */
const NOT_TLS = /wrong version number|packet length too long|http request/i;

/** Node's texts can quote a whole certificate or header of the other side. */
const LONGEST_FOREIGN_TEXT = 200;

/** Gives an HttpError for whatever got or Node threw; `route` is what to put before the message (a proxy), or empty. */
export function toHttpError(error: unknown, url: string, route = ''): HttpError {
  if (error instanceof HttpError) return error;
  const [kind, message] = meaningOf(error);
  return new HttpError(kind, withoutCredentials(url), route + message, { cause: error });
}

function meaningOf(error: unknown): Meaning {
  const codes = codesOf(error);
  const text = error instanceof Error ? error.message : String(error);
  if (codes.has('EPROTO') && NOT_TLS.test(text)) return ['not-tls', 'the server does not speak TLS on this port'];
  for (const [code, meaning] of MEANINGS) if (codes.has(code)) return meaning;
  for (const code of codes) {
    if (code.startsWith('EAI_')) return ['name-not-found', `host name not found (${code})`];
    if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR_ZSTD')) {
      return ['bad-encoding', 'compressed answer is damaged'];
    }
    if (code.startsWith('HPE_')) return ['not-http', 'what answered does not speak HTTP'];
    if (/^(?:ERR_(?:SSL|TLS|OSSL|CRYPTO)_|CERT_|UNABLE_TO_)/.test(code)) return ['tls', `TLS failed: ${code}`];
  }
  return ['other', visible(text.slice(0, LONGEST_FOREIGN_TEXT))];
}

/** Codes of the error, its causes and the members of an AggregateError. */
function codesOf(error: unknown, depth = 0, codes = new Set<string>()): ReadonlySet<string> {
  if (!(error instanceof Error) || depth > 5) return codes;
  if ('code' in error && typeof error.code === 'string') codes.add(error.code);
  if (error instanceof AggregateError) for (const each of error.errors) codesOf(each, depth + 1, codes);
  return codesOf(error.cause, depth + 1, codes);
}
