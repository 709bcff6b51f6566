import { FileError } from '../../ports/files.ts';
import { say, visible } from '../../text/safe-text.ts';
import { EXIT } from '../exit-code.ts';
import { Failure, wrongUse } from '../failure.ts';
import type { Shell } from '../shell.ts';

/** A file to be written out. */
export interface OutFile {
  /** With the folders that it lies in. */
  readonly name: string;
  readonly text: string;
  readonly mode: number;
}

const MODES = { program: 0o755, other: 0o644 } as const;
const MAX_BYTES = 1024 * 1024;

/** A file that begins with `#!` is a program. */
export function fileOf(name: string, text: string): OutFile {
  return { name, text, mode: text.startsWith('#!') ? MODES.program : MODES.other };
}

/**
 * Writes files into a folder and says so, a line each. Where one is there already and differs, nothing is written at all without `force`.
 * @throws Failure
 */
export async function writeOut(files: readonly OutFile[], folder: string, force: boolean, shell: Shell): Promise<void> {
  const placed = files.map((file) => ({ ...file, path: `${folder.replace(/(?<=.)\/+$/, '')}/${file.name}` }));
  try {
    const states = await Promise.all(placed.map((file) => stateOf(file, shell)));
    const different = placed.filter((_, at) => states[at] === 'different').map(({ path }) => visible(path));
    if (different.length > 0 && !force) {
      const what = different.length === 1 ? say`a file is` : say`${different.length} files are`;
      const message = say`${what} there already and not as duptop would write it: nothing was written`;
      throw new Failure(EXIT.wrongUse, message, say`--force overwrites`, different);
    }
    for (const [at, { path, text, mode }] of placed.entries()) {
      const same = states[at] === 'same';
      await (same ? shell.fileWriter.setMode(path, mode) : shell.fileWriter.write(path, text, mode));
      await shell.stdout.write(`${same ? say`unchanged ${path}` : say`wrote ${path}`}\n`);
    }
  } catch (error) {
    if (error instanceof FileError) throw wrongUse(say`${error.path}: ${error.message}`);
    throw error;
  }
}

async function stateOf(
  { path, text }: { readonly path: string; readonly text: string },
  { files }: Shell,
): Promise<'missing' | 'same' | 'different'> {
  if ((await files.kind(path)) === 'missing') return 'missing';
  try {
    return (await files.readText(path, MAX_BYTES)) === text ? 'same' : 'different';
  } catch (error) {
    if (error instanceof FileError && (error.kind === 'too-large' || error.kind === 'not-text')) return 'different';
    throw error;
  }
}
