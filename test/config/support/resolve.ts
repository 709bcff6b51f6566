import type { Config } from '../../../src/config/config.ts';
import { ConfigErrors } from '../../../src/config/config-error.ts';
import { resolveConfig } from '../../../src/config/effective.ts';
import type { Environment } from '../../../src/config/environment.ts';
import type { Flags } from '../../../src/config/flags.ts';
import { FileError, type Files } from '../../../src/ports/files.ts';

/** Files that hold these texts; an error stands for a file that can't be read. */
function filesWith(texts: Readonly<Record<string, string | FileError>>): Files {
  return {
    readText: async (path) => {
      const text = texts[path] ?? new FileError('missing', path, 'no such file or folder');
      if (text instanceof FileError) throw text;
      return text;
    },
    list: async () => null,
    kind: async (path) => (path in texts ? 'file' : 'missing'),
  };
}

export const USER_FILE = '/home/op/.config/duptop/config.yml';

export interface Given {
  readonly flags?: Partial<Flags>;
  readonly environment?: Environment;
  /** The text of the user's configuration file. */
  readonly file?: string;
  readonly files?: Readonly<Record<string, string | FileError>>;
}

/** The effective configuration of a user whose home is `/home/op`. */
export function resolve({ flags, environment = {}, file, files = {} }: Given = {}): Promise<Config> {
  return resolveConfig(
    { flags: { prometheus: [], exporter: [], header: [], ...flags }, environment, homeFolder: '/home/op' },
    filesWith({ ...(file === undefined ? {} : { [USER_FILE]: file }), ...files }),
  );
}

/** What is wrong, a line each, as an operator sees it. */
export async function refusals(given: Given): Promise<readonly string[]> {
  try {
    await resolve(given);
  } catch (error) {
    if (error instanceof ConfigErrors)
      return error.errors.map(({ message }) => message.replaceAll(USER_FILE, 'config.yml'));
    throw error;
  }
  throw new Error('nothing was refused');
}
