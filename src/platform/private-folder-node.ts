import { mkdtempSync, rmSync, statSync } from 'node:fs';
import process from 'node:process';
import { FileError } from '../ports/files.ts';
import type { PrivateFolder } from '../ports/private-folder.ts';

/** A plain and short path: ssh reads `%` and `~` in the path of a socket, and adds a few characters of its own to it. */
const USABLE = /^\/[a-zA-Z0-9_./-]{1,50}$/;
const FALLBACK = '/tmp';
const OTHERS_WRITE = 0o022;

/**
 * Makes a folder with mode 0700 in the user's folder for what runs, or else in /tmp.
 * @param runtimeFolder what XDG_RUNTIME_DIR says
 * @throws FileError where neither can be written
 */
export function makePrivateFolder(runtimeFolder: string | undefined): PrivateFolder {
  const path = madeIn(runtimeFolder !== undefined && isUsable(runtimeFolder) ? runtimeFolder : FALLBACK);
  const remove = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    path,
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

/** Whoever became root with `su` may still have the folder of the other user, who could put another one into our place there. */
function isUsable(folder: string): boolean {
  const found = USABLE.test(folder) ? statSync(folder, { throwIfNoEntry: false }) : undefined;
  return found !== undefined && found.uid === process.getuid?.() && (found.mode & OTHERS_WRITE) === 0;
}

function madeIn(folder: string): string {
  try {
    return mkdtempSync(`${folder}/duptop-`);
  } catch (error) {
    if (folder === FALLBACK) throw new FileError('denied', folder, 'nothing can be made in it', { cause: error });
    return madeIn(FALLBACK);
  }
}
