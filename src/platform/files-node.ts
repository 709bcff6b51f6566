import { constants } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { FileError, type Files, type RawFiles } from '../ports/files.ts';

/** The machine's own file system. */
export const nodeFiles: Files & RawFiles = {
  async readText(path, maxBytes) {
    const bytes = await readBytes(path, maxBytes);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (cause) {
      throw new FileError('not-text', path, 'not UTF-8 text', { cause });
    }
  },

  readBytes,

  async mode(path) {
    return (await stat(path).catch(refuse(path))).mode & 0o7777;
  },

  async list(path) {
    try {
      return (await readdir(path)).sort();
    } catch (error) {
      return (await kind(path)) === 'missing' ? null : refuse(path)(error);
    }
  },

  kind,
};

async function kind(path: string): Promise<'file' | 'folder' | 'missing' | 'other'> {
  try {
    const found = await stat(path);
    if (found.isFile()) return 'file';
    return found.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'other';
  }
}

async function readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  // Without O_NONBLOCK the open of a FIFO would wait for a writer.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(refuse(path));
  try {
    return await readRegular(handle, path, maxBytes);
  } finally {
    await handle.close();
  }
}

async function readRegular(handle: FileHandle, path: string, maxBytes: number): Promise<Uint8Array> {
  const found = await handle.stat();
  if (!found.isFile()) throw new FileError('other', path, 'not a regular file');
  if (found.size > maxBytes) throw tooLarge(path, maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted while reading: the file may grow, and what /proc holds says size 0.
  for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1 << 16 })) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(path, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(path: string, maxBytes: number): FileError {
  return new FileError('too-large', path, `larger than ${maxBytes} bytes`);
}

const MEANINGS: Readonly<Record<string, readonly [FileError['kind'], string]>> = {
  ENOENT: ['missing', 'no such file or folder'],
  ENOTDIR: ['missing', 'no such file or folder'],
  EACCES: ['denied', 'no permission to read it'],
  EPERM: ['denied', 'no permission to read it'],
  EISDIR: ['other', 'is a folder'],
  ELOOP: ['other', 'symbolic links go round in a circle'],
};

function refuse(path: string): (error: unknown) => never {
  return (cause) => {
    const code = codeOf(cause);
    const [kind, message] = MEANINGS[code] ?? ['other', `can't be read (${code})`];
    throw new FileError(kind, path, message, { cause });
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
