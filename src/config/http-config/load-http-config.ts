import { FileError, type Files } from '../../ports/files.ts';
import type { HttpIdentity } from '../../ports/http.ts';
import { visible } from '../../text/safe-text.ts';
import { ConfigError, ConfigErrors } from '../config-error.ts';
import { parseHttpConfig } from './parse-http-config.ts';

const MOST_BYTES = 1024 * 1024;

/** Reads an HTTP client configuration file. @throws ConfigErrors with everything that is wrong with it */
export async function loadHttpConfig(path: string, files: Files): Promise<HttpIdentity> {
  let text: string;
  try {
    text = await files.readText(path, MOST_BYTES);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ConfigErrors([new ConfigError({ where: path }, visible(error.message), { cause: error })]);
  }
  return parseHttpConfig(text, { files, where: path });
}
