const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** RFC 4648 base32 as coreutils' `base32` prints it, on one line, with `pad` to a multiple of eight. */
export function encodeBase32(bytes: Uint8Array, pad: string): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
    held &= 0xff;
  }
  if (bits > 0) text += ALPHABET[(held << (5 - bits)) & 31];
  return text + pad.repeat((8 - (text.length % 8)) % 8);
}

/** The bytes of one line of base32 padded with `pad`; `null` unless it is exactly what `encodeBase32` makes of some bytes. */
export function decodeBase32(text: string, pad: string): Uint8Array | null {
  const end = text.indexOf(pad);
  const letters = end < 0 ? text : text.slice(0, end);
  const bytes = new Uint8Array(Math.floor((letters.length * 5) / 8));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (const letter of letters) {
    const value = VALUES.get(letter);
    if (value === undefined) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return encodeBase32(bytes, pad) === text ? bytes : null;
}
