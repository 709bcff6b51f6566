import type { Environment } from '../../config/environment.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { FileError, type Files } from '../../ports/files.ts';
import type { Shell } from '../shell.ts';

/** Hosts and jobs that were there the last time that somebody looked, so that Tab need not ask the fleet. Strings are exact. */
export interface KnownNames {
  readonly hosts: readonly string[];
  /** Ids: `host:path`. */
  readonly jobs: readonly string[];
}

const NOTHING: KnownNames = { hosts: [], jobs: [] };
/** A shell gets slow with more. */
const MOST_NAMES = 20_000;
const MOST_BYTES = 16 * 1024 * 1024;
const MODE = 0o600;

/** A file of another form, or none, is as good as one without names. */
export async function readKnownNames({ files, environment, homeFolder }: Places): Promise<KnownNames> {
  const path = namesFile(environment, homeFolder);
  if (path === null) return NOTHING;
  try {
    const { hosts, jobs } = JSON.parse(await files.readText(path, MOST_BYTES)) as Partial<KnownNames>;
    return { hosts: textsOf(hosts), jobs: textsOf(jobs) };
  } catch (error) {
    if (error instanceof FileError || error instanceof SyntaxError || error instanceof TypeError) return NOTHING;
    throw error;
  }
}

/** Keeps the names for Tab; a folder that can't be written to is no reason to say anything. */
export async function rememberNames(
  { jobs, hosts }: Snapshot,
  shell: Places & Pick<Shell, 'fileWriter'>,
): Promise<void> {
  const path = namesFile(shell.environment, shell.homeFolder);
  if (path === null || jobs.length === 0) return;
  const names: KnownNames = {
    hosts: [...new Set([...hosts, ...jobs].map(({ host }) => host))].slice(0, MOST_NAMES),
    jobs: jobs.slice(0, MOST_NAMES).map(({ id }) => id),
  };
  try {
    await shell.fileWriter.write(path, JSON.stringify(names), MODE);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
  }
}

interface Places {
  readonly files: Files;
  readonly environment: Environment;
  readonly homeFolder: string | null;
}

/** `$XDG_CACHE_HOME/duptop/names.json`; `null` where there is no home. */
function namesFile({ XDG_CACHE_HOME }: Environment, homeFolder: string | null): string | null {
  if (XDG_CACHE_HOME?.startsWith('/')) return `${XDG_CACHE_HOME}/duptop/names.json`;
  return homeFolder === null ? null : `${homeFolder}/.cache/duptop/names.json`;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
