import { readFileSync } from 'node:fs';

/** What the stand-in is asked to do, in duplicati-cli's own form. */
export interface Call {
  readonly command: string;
  readonly url: string;
  readonly path: string;
  readonly database: string;
  readonly hasPassphrase: boolean;
  readonly unknownOptions: readonly string[];
}

/** duplicati-cli's options that the wrappers use; others are warned of. */
const KNOWN =
  /^--(?:target|source|backup-name|dbpath|encryption-module|no-encryption|compression-module|dblock-size|passphrase|retention-policy|disable-module|parameters-file|exclude|include)$/;

/** `null`: too few arguments, or no command that it knows. */
export function readCall(args: readonly string[], environment: NodeJS.ProcessEnv): Call | null {
  const words = args.filter((argument) => !argument.startsWith('--'));
  const given = optionsIn(args);
  const file = given.get('--parameters-file');
  // As in the real one, what the file says wins.
  const options = new Map([...given, ...(file === undefined ? [] : optionsIn(linesOf(file)))]);
  const [command, url, path] = words;
  const database = options.get('--dbpath');
  if (command !== 'backup' || url === undefined || path === undefined || database === undefined) return null;
  return {
    command,
    url: options.get('--target') ?? url,
    path: options.get('--source') ?? path,
    database,
    hasPassphrase:
      options.has('--passphrase') || options.get('--no-encryption') === 'true' || environment.PASSPHRASE !== undefined,
    unknownOptions: [...options.keys()].filter((name) => !KNOWN.test(name)),
  };
}

function optionsIn(args: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    args.flatMap((argument) => {
      const [, name, value = 'true'] = /^(--[a-zA-Z0-9-]+)(?:=([\s\S]*))?$/.exec(argument) ?? [];
      return name === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** One option a line, trimmed; one pair of quotes around a value is taken off. */
function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().replace(/^(--[^=]+=)"(.*)"$/, '$1$2'));
}
