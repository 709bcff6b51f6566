import { type SafeText, say } from '../text/safe-text.ts';
import { quoted } from './quoted.ts';

/** A header to send with a request. The value may be a secret. */
export interface HttpHeader {
  readonly name: string;
  readonly value: string;
}

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/;
/** Visible ASCII, blanks and tabs inside. */
const VALUE = /^[\x21-\x7e](?:[\t\x20-\x7e]{0,8000}[\x21-\x7e])?$/;
/** The connection's own business. */
const RESERVED = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade', 'te', 'trailer']);

/** Why a header can't be sent; `null` where it can. Never quotes the value. */
export function headerProblem({ name, value }: HttpHeader): SafeText | null {
  if (!NAME.test(name)) return say`${quoted(name)} is no header name`;
  if (RESERVED.has(name.toLowerCase())) return say`the header ${quoted(name)} is set by duptop itself`;
  return VALUE.test(value)
    ? null
    : say`the value of the header ${quoted(name)} is empty or holds characters that a header can't carry`;
}

/** Reads `Name: value`: the header, or why it is none. Never quotes the value, nor a text without a name. */
export function readHeader(text: string): { header: HttpHeader } | { problem: SafeText } {
  const colon = text.indexOf(':');
  if (colon < 1) return { problem: say`not of the form "Name: value"` };
  const header = { name: text.slice(0, colon).trim(), value: text.slice(colon + 1).trim() };
  const problem = headerProblem(header);
  return problem ? { problem } : { header };
}
