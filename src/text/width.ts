import stringWidth from 'string-width';

/** Symbols that duptop itself draws with, beyond ASCII and Latin-1: one column each, and they join with nothing that is plain. */
const OWN_SYMBOLS = new Set([...'—…•✖■○▲△◆▸●█▉▊▋▌▍▎▏'].map((symbol) => symbol.charCodeAt(0)));
const SOFT_HYPHEN = 0xad;

/** How many columns a terminal takes for text that holds no control characters. */
export function displayWidth(text: string): number {
  return isPlain(text) ? text.length : stringWidth(text, { countAnsiEscapeCodes: true });
}

/** Whether every UTF-16 unit takes one column for itself: no wide characters, none that combine. */
export function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isPlainUnit(text.charCodeAt(at))) return false;
  return true;
}

function isPlainUnit(code: number): boolean {
  if (code <= 0x7e) return code >= 0x20;
  if (code <= 0xff) return code > 0xa0 && code !== SOFT_HYPHEN;
  return OWN_SYMBOLS.has(code);
}
