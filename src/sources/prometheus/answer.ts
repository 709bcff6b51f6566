import { type SafeText, say } from '../../text/safe-text.ts';
import { SourceError } from '../source-error.ts';
import { quote } from './foreign-text.ts';
import { parseMatrixText } from './matrix-text.ts';
import type { Reply } from './reply.ts';

/** What an endpoint answered. `not-there`: this server has no such endpoint, which is no failure. */
export type Answer<Data> =
  | { readonly kind: 'data'; readonly data: Data; readonly warnings: readonly SafeText[] }
  | { readonly kind: 'not-there'; readonly status: number };

const MOST_WARNINGS = 10;
const LOGIN_HINT =
  'a login page or a proxy? open the address in a browser; credentials go into the file of --http-config';

/**
 * Tells data, "not there" and failures apart, for Prometheus and for what speaks its API: VictoriaMetrics answers 400 for a path it does
 * not know, Mimir 404 in JSON, and any of them may stand behind a proxy that answers HTML.
 * @throws SourceError
 */
export function interpret(url: string, reply: Reply): Answer<unknown> {
  const { status, text } = reply;
  if (status === 401 || status === 403 || status === 407) throw notAuthorised(url, reply);
  if (status === 404 || status === 405) return { kind: 'not-there', status };
  if (status === 400 && !isJson(text) && text.includes('unsupported path')) return { kind: 'not-there', status };
  if (!isJson(text)) throw notJson(url, reply);
  const envelope = parse(url, reply);
  if (envelope.status === 'success') {
    return { kind: 'data', data: envelope.data, warnings: warningsOf(envelope) };
  }
  if (envelope.status !== 'error') throw notAnEnvelope(url, reply);
  const failure = failureOf(url, status, envelope);
  if (envelope.data === undefined || envelope.data === null) throw failure;
  return { kind: 'data', data: envelope.data, warnings: [failure.message as SafeText, ...warningsOf(envelope)] };
}

interface Envelope {
  readonly status?: unknown;
  readonly data?: unknown;
  readonly errorType?: unknown;
  readonly error?: unknown;
  readonly warnings?: unknown;
  readonly infos?: unknown;
  /** VictoriaMetrics' own: some storage nodes did not answer. */
  readonly isPartial?: unknown;
}

function isJson(text: string): boolean {
  return /^\s*\{/.test(text);
}

function isHtml({ contentType, text }: Reply): boolean {
  return (contentType ?? '').includes('html') || /^\s*</.test(text);
}

function parse(url: string, { status, text }: Reply): Envelope {
  try {
    return (parseMatrixText(text) ?? JSON.parse(text)) as Envelope;
  } catch (cause) {
    if (text.trimEnd().endsWith('}')) {
      throw new SourceError('not-understood', url, say`the answer is not valid JSON: ${quote(text.slice(0, 80))}`, {
        status,
        cause,
      });
    }
    throw new SourceError('cut-off', url, say`the answer breaks off after ${text.length} characters`, {
      status,
      hint: 'a proxy that limits sizes or times? ask again',
      cause,
    });
  }
}

/** Data may come beside an error: the caller decides. */
function failureOf(url: string, status: number, { errorType, error }: Envelope): SourceError {
  const type = typeof errorType === 'string' && errorType !== '' ? errorType : 'error';
  const words = typeof error === 'string' ? error : 'it does not say why';
  if (status === 503 && type === 'unavailable') return notReady(url, words);
  return new SourceError('query-failed', url, say`the query failed (${quote(type)}): ${quote(words)}`, { status });
}

function warningsOf({ warnings, infos, isPartial }: Envelope): readonly SafeText[] {
  const texts = [warnings, infos].flatMap((list) => (Array.isArray(list) ? list : [])).filter(isText);
  const kept = texts.slice(0, MOST_WARNINGS).map(quote);
  if (texts.length > MOST_WARNINGS) kept.push(say`and ${texts.length - MOST_WARNINGS} more warnings`);
  if (isPartial === true) kept.push(say`the answer is partial: some storage nodes did not answer`);
  return kept;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function notAuthorised(url: string, { status, text }: Reply): SourceError {
  const words = /^\s*[<{]/.test(text) ? '' : `: ${text}`;
  const hint = /org ?id|tenant/i.test(text)
    ? 'this server wants a tenant: give it under http_headers (X-Scope-OrgID) in the file of --http-config'
    : 'credentials go into the file of --http-config';
  return new SourceError('not-authorised', url, say`not authorised (${status})${quote(words)}`, { status, hint });
}

function notReady(url: string, words: string): SourceError {
  return new SourceError('not-ready', url, say`it is starting or stopping (503): ${quote(words)}`, {
    status: 503,
    hint: 'try again in a moment',
  });
}

function notJson(url: string, reply: Reply): SourceError {
  const { status, text } = reply;
  const html = isHtml(reply);
  if (status === 503 && !html) return notReady(url, text);
  const seen = html ? 'an HTML page' : text.trim() === '' ? 'nothing' : `"${quote(text.slice(0, 200))}"`;
  if (status === 400 && /https (?:server|port)/i.test(text)) {
    const server = url.replace(/^http:/, 'https:').replace(/\/api\/v1\/.*$/, '');
    return new SourceError('http-status', url, say`status 400, with ${seen}`, { status, hint: `try ${server}` });
  }
  if (status < 200 || status >= 300) {
    const redirected = status >= 300 && status < 400;
    return new SourceError('http-status', url, say`status ${status}, with ${seen}`, {
      status,
      ...(html && { hint: 'a proxy in front of it? ask the server itself' }),
      ...(redirected && { hint: 'it redirects, and follow_redirects is off: give the address that it redirects to' }),
    });
  }
  return new SourceError('not-understood', url, say`the answer is ${seen} and not JSON`, {
    status,
    hint: html ? pageHint(text) : 'is this the address of a Prometheus?',
  });
}

function pageHint(text: string): string {
  return /<title>\s*node[ _]?exporter/i.test(text) ? 'this is a node exporter: name it with --exporter' : LOGIN_HINT;
}

function notAnEnvelope(url: string, { status, text }: Reply): SourceError {
  const message = say`the answer is JSON, but not Prometheus': ${quote(text.slice(0, 200))}`;
  if (status >= 400) return new SourceError('http-status', url, say`status ${status}: ${message}`, { status });
  return new SourceError('not-understood', url, message, { status, hint: 'is this the address of a Prometheus?' });
}
