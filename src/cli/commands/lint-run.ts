import { narrowLocale } from '../../config/locale.ts';
import { type FileToLint, lintTextfiles } from '../../domain/textfile/lint.ts';
import { looksLikeTextfile } from '../../domain/textfile/words/file-words.ts';
import { FileError } from '../../ports/files.ts';
import { jsonText } from '../../present/document/json-text.ts';
import { lintLines, lintSummary, type PlacedLint } from '../../present/lint-lines.ts';
import { say } from '../../text/safe-text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { wrongUse } from '../failure.ts';
import type { Shell } from '../shell.ts';

interface LintFlags {
  readonly ascii: boolean;
  readonly json: boolean;
}

/** Far beyond what anybody writes for a scrape. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Prints what is wrong with the files, and gives the exit code. @throws Failure for a file or folder that can't be looked at */
export async function runLint(paths: readonly string[], { ascii, json }: LintFlags, shell: Shell): Promise<ExitCode> {
  const folders = new Map<string, Set<string>>();
  const add = (folder: string, names: readonly string[]) =>
    folders.set(folder, new Set([...(folders.get(folder) ?? []), ...names]));
  for (const path of paths) {
    const [folder, names] = await namesAt(path, shell);
    if (names.length === 0) await shell.stderr.write(`${say`duptop: ${path}: there is no .prom file in it`}\n`);
    add(folder, names);
  }
  const files: PlacedLint[] = [];
  for (const [folder, names] of folders) {
    const contents = await Promise.all(Array.from(names, (name) => contentOf(folder, name, shell)));
    const linted = lintTextfiles(contents, shell.clock.now());
    files.push(...linted.map((lint) => ({ path: folder + lint.name, ...lint })));
  }
  if (json) await shell.stdout.write(`${jsonText({ files })}\n`);
  else {
    const onTerminal = shell.stdout.isTerminal && narrowLocale(shell.environment) !== null;
    const lines = files.flatMap((file) => lintLines(file, { ascii: ascii || onTerminal }));
    await shell.stdout.write(`${[...lines, lintSummary(files)].join('\n')}\n`);
  }
  return files.every(({ findings }) => findings.length === 0) ? EXIT.done : EXIT.found;
}

/** The folder that a path names, ending in a slash or empty, with the names that are meant. */
async function namesAt(path: string, { files }: Shell): Promise<[folder: string, names: readonly string[]]> {
  const kind = await files.kind(path);
  if (kind === 'missing') throw wrongUse(say`${path}: there is no such file or folder`);
  if (kind !== 'folder') {
    const slash = path.lastIndexOf('/') + 1;
    return [path.slice(0, slash), [path.slice(slash)]];
  }
  const folder = `${path.replace(/\/+$/, '')}/`;
  try {
    // Whatever else lies there is no mistake.
    return [folder, ((await files.list(folder)) ?? []).filter(looksLikeTextfile)];
  } catch (error) {
    if (error instanceof FileError) throw wrongUse(say`${path}: ${error.message}`);
    throw error;
  }
}

async function contentOf(folder: string, name: string, { files }: Shell): Promise<FileToLint> {
  const path = folder + name;
  const kind = await files.kind(path);
  if (kind === 'missing') return { name, content: 'dangling-link', mode: null };
  if (kind === 'folder') return { name, content: 'folder', mode: null };
  if (kind === 'other') return { name, content: 'no-regular-file', mode: null };
  try {
    return { name, content: await files.readBytes(path, MAX_BYTES), mode: await files.mode(path) };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.kind === 'denied' || error.kind === 'too-large') return { name, content: error.kind, mode: null };
    return { name, content: error.kind === 'missing' ? 'dangling-link' : 'no-regular-file', mode: null };
  }
}
