/** Bytes that names consist of, by the exposition format: `[a-zA-Z0-9_:]`. */
const NAME_BYTES = new Uint8Array(256);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:') {
  NAME_BYTES[character.charCodeAt(0)] = 1;
}

export const NEWLINE = 10;
const TAB = 9;
export const BLANK = 32;
export const HASH = 35;
export const BRACE = 123;

/** A Buffer like the chunks are: loops over bytes run twice as fast when they only ever see one kind of array. */
export function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** Whether `bytes[start, end)` begins with the prefix. */
export function startsWith(bytes: Buffer, start: number, end: number, prefix: Buffer): boolean {
  if (end - start < prefix.length) return false;
  for (let i = 0; i < prefix.length; i++) if (bytes[start + i] !== prefix[i]) return false;
  return true;
}

/** Where the name that begins at `start` ends. */
export function nameEnd(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && NAME_BYTES[bytes[at] as number] === 1) at++;
  return at;
}

export function isNameByte(byte: number | undefined): boolean {
  return byte !== undefined && NAME_BYTES[byte] === 1;
}

export function skipBlanks(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}

export function isBlank(byte: number | undefined): boolean {
  return byte === BLANK || byte === TAB;
}

/** Whether `length` bytes at `a` in one and at `b` in the other are the same; both must have that many. */
export function equalBytes(one: Buffer, a: number, other: Buffer, b: number, length: number): boolean {
  let at = length - 1;
  while (at >= 0 && one[a + at] === other[b + at]) at--;
  return at < 0;
}

/**
 * Whether the `length` bytes at `a` stand at `b` again; both within the view. Four at a time, as names and paths are long; the last
 * four may be looked at twice.
 */
export function isRepeated(view: DataView, a: number, b: number, length: number): boolean {
  if (length < 4) {
    for (let at = 0; at < length; at++) if (view.getUint8(a + at) !== view.getUint8(b + at)) return false;
    return true;
  }
  const last = length - 4;
  for (let at = 0; at < last; at += 4) if (view.getInt32(a + at, true) !== view.getInt32(b + at, true)) return false;
  return view.getInt32(a + last, true) === view.getInt32(b + last, true);
}
