import type { Shell } from '../shell.ts';
import { fileOf, type OutFile } from './hostkit-write.ts';

/** Far more than any file of the package has. */
const MAX_BYTES = 1024 * 1024;

/** A file of the package, by its name in the host kit. @throws FileError where the package is not whole */
export async function packagedFile(shell: Shell, name: string): Promise<OutFile> {
  return fileOf(name, await shell.files.readText(`${shell.hostkitFolder}/${name}`, MAX_BYTES));
}

/** All files of a folder of the host kit and of the folders in it, by their names in that folder. Links are followed. @throws FileError */
export async function filesBelow(shell: Shell, folder: string): Promise<readonly OutFile[]> {
  const found: OutFile[] = [];
  const add = async (inner: string): Promise<void> => {
    const path = `${shell.hostkitFolder}/${folder}${inner}`;
    if ((await shell.files.kind(path)) === 'folder') {
      for (const name of (await shell.files.list(path)) ?? []) await add(`${inner}/${name}`);
    } else found.push(fileOf(inner.slice(1), await shell.files.readText(path, MAX_BYTES)));
  };
  await add('');
  return found;
}
