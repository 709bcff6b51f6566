import { FileError, type Files } from '../ports/files.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';
import { ConfigError, ConfigErrors } from './config-error.ts';
import type { ConfigCandidate } from './locate.ts';
import type { ConfigFile } from './parse-file.ts';

const MAX_BYTES = 1024 * 1024;

/**
 * Reads the first of the candidates that exists; `null` where none does.
 * @throws ConfigErrors everything that is wrong with the file at once; or that a named file is missing, or why one can't be read
 */
export async function readConfigFile(candidates: readonly ConfigCandidate[], files: Files): Promise<ConfigFile | null> {
  for (const candidate of candidates) {
    const text = await textOf(candidate, files);
    // YAML and the schema take longer to load than all the rest of duptop: only where there is something to parse.
    if (text !== null) return (await import('./parse-file.ts')).parseConfigFile(candidate.path, text);
  }
  return null;
}

async function textOf({ path, namedBy }: ConfigCandidate, files: Files): Promise<string | null> {
  try {
    return await files.readText(path, MAX_BYTES);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.kind === 'missing' && namedBy === null) return null;
    const problem = say`${unreadable(error)}${namedBy ? say` (named by ${namedBy})` : ''}`;
    throw new ConfigErrors([new ConfigError({ where: path || '""' }, problem, { cause: error })]);
  }
}

function unreadable(error: FileError): SafeText {
  if (error.kind === 'missing') return say`there is no such file`;
  if (error.kind === 'denied') return say`no permission to read it`;
  if (error.kind === 'too-large') return say`larger than 1 MiB`;
  return error.kind === 'not-text' ? say`not UTF-8 text` : visible(error.message);
}
