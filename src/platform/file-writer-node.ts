import { chmod, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileWriter } from '../ports/file-writer.ts';
import { FileError } from '../ports/files.ts';

const PERMISSIONS = 0o7777;

/** The machine's own file system. */
export const nodeFileWriter: FileWriter = {
  async write(path, text, mode) {
    try {
      await mkdir(dirname(path), { recursive: true });
      await putInPlace(path, text, mode);
    } catch (error) {
      refuse(path, error);
    }
  },

  async setMode(path, mode) {
    try {
      // One who may not change a file may still have it as it ought to be.
      if (((await stat(path)).mode & PERMISSIONS) !== mode) await chmod(path, mode);
    } catch (error) {
      refuse(path, error);
    }
  },
};

async function putInPlace(path: string, text: string, mode: number): Promise<void> {
  const temporary = `${path}.duptop-${process.pid}`;
  const handle = await open(temporary, 'wx', mode);
  try {
    try {
      await handle.writeFile(text);
      // What the umask took away.
      await handle.chmod(mode);
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

const MEANINGS: Readonly<Record<string, readonly [FileError['kind'], string]>> = {
  ENOENT: ['missing', 'no such file or folder'],
  ENOTDIR: ['other', 'a part of the path is no folder'],
  EEXIST: ['other', 'there is something of that name already'],
  EISDIR: ['other', 'is a folder'],
  EACCES: ['denied', 'no permission to write there'],
  EPERM: ['denied', 'no permission to write there'],
  EROFS: ['denied', 'a file system that is read-only'],
  ENOSPC: ['other', 'no space left'],
};

function refuse(path: string, cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  const [kind, message] = MEANINGS[code] ?? ['other', `can't be written (${code})`];
  throw new FileError(kind, path, message, { cause });
}
