import { createHash } from 'node:crypto';
import { decodeBase32, encodeBase32 } from './base32.ts';

const PAD = '_';
const PREFIX = 'duplicati_';
const SUFFIX = '.sqlite';
const HASH_MARK = 'sha256_';
const FOLDER = '/var/';
/** coreutils' `base32` wraps its output here. */
const WRAP_COLUMNS = 76;
/** Longest key for which `duplicati_KEY.sqlite-journal` is still a file name (255 bytes), in whole groups of eight. */
const LONGEST_KEY = 224;
const NEWLINE = /\n/g;
const BLANKS = /[ \t\n]+/g;

/** Who names the database: the wrapper in the field, or the one that duptop ships. */
export type WrapperEdition = 'classic' | 'better';

export interface DecodedDbName {
  /** The backed-up path. */
  readonly path: string;
  /** `false` where the classic wrapper may have folded a run of blanks to the one that is left. */
  readonly exact: boolean;
}

/**
 * The database of a job, as its wrapper makes the name: `/var/duplicati_KEY.sqlite`.
 *
 * classic: KEY = `echo ${path} | base32 | tr = _` with `path` unquoted: blanks fold and are trimmed, the newline of `echo` is encoded too,
 * and a key over 76 columns (a path from 45 bytes on) holds newlines. Globs in the path would expand on the host; they are taken literally here.
 * better: the path as it is, the same newline, never wrapped; a key too long for a file name becomes `sha256_` and the hash in hex.
 */
export function dbPathOf(path: string, edition: WrapperEdition = 'classic'): string {
  return FOLDER + PREFIX + (edition === 'classic' ? classicKey(path) : betterKey(path)) + SUFFIX;
}

/** The key that names the better edition's files for a path; the same letters as the classic one for any path up to 44 bytes without runs of blanks. */
export function betterKey(path: string): string {
  const key = keyOf(path);
  if (key.length <= LONGEST_KEY) return key;
  return HASH_MARK + createHash('sha256').update(withNewline(path)).digest('hex');
}

/**
 * The path in a database's file name (with or without folder, wrapped or not); `null` for any other file, such as an upgrade's leftover
 * (`backup … .sqlite`), and for the hashed name of a very long path, which can only be compared.
 */
export function decodeDbPath(file: string): DecodedDbName | null {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) return null;
  const wrapped = name.slice(PREFIX.length, -SUFFIX.length);
  const key = wrapped.replace(NEWLINE, '');
  if (wrapped !== key && wrapped !== wrap(key)) return null;
  const bytes = decodeBase32(key, PAD);
  if (bytes === null || bytes.at(-1) !== 0x0a) return null;
  const path = decodeUtf8(bytes.subarray(0, -1));
  return path?.startsWith('/') ? { path, exact: !/[ \t\n]/.test(path) } : null;
}

function classicKey(path: string): string {
  return wrap(keyOf(path.replace(BLANKS, ' ').trim()));
}

function keyOf(path: string): string {
  return encodeBase32(withNewline(path), PAD);
}

function withNewline(path: string): Uint8Array {
  return new TextEncoder().encode(`${path}\n`);
}

function wrap(key: string): string {
  const lines: string[] = [];
  for (let at = 0; at < key.length; at += WRAP_COLUMNS) lines.push(key.slice(at, at + WRAP_COLUMNS));
  return lines.join('\n');
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
