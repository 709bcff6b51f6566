import { say } from '../../text/safe-text.ts';
import { quote } from '../prometheus/foreign-text.ts';
import type { Reply } from '../prometheus/reply.ts';
import { SourceError } from '../source-error.ts';

const CREDENTIALS_HINT =
  'credentials go into the file that httpConfig names, under "alertmanagers" in the configuration';
const WHICH_HINT = 'is this the address of an Alertmanager, with its path prefix?';

/** The JSON of a success, `null` where it is empty. @throws SourceError for everything else */
export function interpret(url: string, reply: Reply): unknown {
  const { status, text } = reply;
  if (status === 401 || status === 403 || status === 407) {
    throw new SourceError('not-authorised', url, say`not authorised (${status})`, { status, hint: CREDENTIALS_HINT });
  }
  if (status < 200 || status >= 300) throw refused(url, reply);
  if (text.trim() === '') return null;
  if (!/^\s*[[{]/.test(text)) {
    const seen = isHtml(reply) ? 'an HTML page' : `"${quote(text.slice(0, 200))}"`;
    throw new SourceError('not-understood', url, say`the answer is ${seen} and not JSON`, { status, hint: WHICH_HINT });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const isWhole = /[\]}]$/.test(text.trimEnd());
    throw new SourceError(
      isWhole ? 'not-understood' : 'cut-off',
      url,
      isWhole
        ? say`the answer is not valid JSON: ${quote(text.slice(0, 80))}`
        : say`the answer breaks off after ${text.length} characters`,
      { status, cause },
    );
  }
}

/** Alertmanager says why in a JSON text, or in the `message` of an object; whatever stands before it in HTML. */
function refused(url: string, reply: Reply): SourceError {
  const { status, text } = reply;
  if (isHtml(reply)) {
    return new SourceError('http-status', url, say`status ${status}, with an HTML page`, {
      status,
      hint: 'a proxy in front of it? ask the server itself',
    });
  }
  const words = wordsOf(text);
  const message = words === '' ? say`status ${status}` : say`status ${status}: ${quote(words)}`;
  const isMissing = status === 404 || status === 405;
  return new SourceError(isMissing ? 'not-there' : 'http-status', url, message, {
    status,
    ...(isMissing && { hint: WHICH_HINT }),
  });
}

function wordsOf(text: string): string {
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said === 'string') return said;
    const { message } = (said ?? {}) as { message?: unknown };
    return typeof message === 'string' ? message : text;
  } catch {
    return text.trim();
  }
}

function isHtml({ contentType, text }: Reply): boolean {
  return (contentType ?? '').includes('html') || /^\s*</.test(text);
}
