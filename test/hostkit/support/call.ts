import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the stand-in for duplicati-cli was called once. */
export interface Call {
  readonly args: readonly string[];
  /** The value of the first argument `--NAME=…`, or `null`. */
  option(name: string): string | null;
  readonly environment: ReadonlyMap<string, string>;
  /** Lines of the parameters file. */
  readonly parameters: readonly string[];
  /** Octal modes and owners of the parameters file and of its folder. */
  readonly modes: readonly string[];
  readonly stdin: string;
  readonly umask: string;
  /** Of the inner process; `null` where it was not written yet. */
  readonly pid: number | null;
}

/** Reads what the stand-in noted in a folder. */
export function callIn(folder: string): Call {
  const text = (name: string): string => {
    const file = join(folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const lines = (name: string): string[] => text(name).trimEnd().split('\n');
  const args = text('arguments').split('\0').slice(0, -1);
  const pid = Number(text('pid'));
  return {
    args,
    option: (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null,
    environment: new Map(
      text('environment')
        .split('\0')
        .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    ),
    parameters: lines('parameters'),
    modes: lines('modes'),
    stdin: text('stdin').trim(),
    umask: text('umask').trim(),
    pid: pid > 0 ? pid : null,
  };
}
