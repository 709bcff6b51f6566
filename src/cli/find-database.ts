import { betterKey, decodeDbPath } from '../domain/db-path.ts';
import type { HostSettings } from '../domain/host-settings.ts';
import type { Metric } from '../domain/metric.ts';
import { findJobs } from '../present/find-jobs.ts';
import { type JobLogPlace, USUAL_LOG_FOLDER } from '../remote/database/job-log.ts';
import { listDatabases } from '../remote/database/list-databases.ts';
import type { DatabaseList } from '../remote/database/located.ts';
import { matchDatabase } from '../remote/database/match-database.ts';
import type { Database } from '../remote/database/query.ts';
import type { Hosts } from '../remote/host-shell.ts';
import { bashText } from '../text/bash-text.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';
import { EXIT } from './exit-code.ts';
import { Failure, wrongUse } from './failure.ts';
import type { GlobalFlags } from './global-flags.ts';
import { rememberJobs } from './host-memory.ts';
import { configFor, readSnapshot } from './read-snapshot.ts';
import type { Shell } from './shell.ts';

/** A database that can be asked. Whoever has it closes it. */
export interface FoundDatabase {
  readonly database: Database;
  readonly log: JobLogPlace | null;
  /** Whose it is, exactly; `null` for a file on this machine whose name does not tell. */
  readonly job: { readonly host: string | null; readonly path: string } | null;
  /** What a person may want to know about the choice. */
  readonly notes: readonly SafeText[];
  close(): Promise<void>;
}

/** A job on a host, before its database is known. */
export interface HostJob {
  readonly host: string;
  readonly instance: string | null;
  readonly path: string;
  readonly pathExact: boolean;
  readonly metric: Metric | null;
}

const HOST_AND_PATH = /^([^/]+?):(\/.*)$/s;
const MOST_NAMED = 20;
/** Whatever the configuration says of hosts: a file is on this machine. */
const HERE: HostSettings = { host: '*', alias: null, user: null, port: null, become: false, transport: 'local' };

/**
 * The database that is meant: a file on this machine, or that of a job, which is looked for on its host.
 * @throws Failure where there is none, or more than one; RemoteError where the host can't be reached
 */
export async function findDatabase(name: string, flags: GlobalFlags, shell: Shell): Promise<FoundDatabase> {
  if (await isFileHere(name, shell)) return fileHere(name, shell);
  const job = await findJob(name, flags, shell);
  const config = await configFor(flags, shell);
  const hosts = await shell.openHosts(config.ssh);
  try {
    return await databaseOf(job, hosts, shell);
  } catch (error) {
    await hosts.close();
    throw error;
  } finally {
    shell.progress.end();
  }
}

async function isFileHere(name: string, { files }: Shell): Promise<boolean> {
  if (HOST_AND_PATH.test(name)) return (await files.kind(name)) === 'file';
  return name.endsWith('.sqlite') || name.includes('/') || (await files.kind(name)) === 'file';
}

async function fileHere(file: string, shell: Shell): Promise<FoundDatabase> {
  const hosts = await shell.openHosts([HERE]);
  const path = decodeDbPath(file)?.path ?? null;
  return {
    database: { shell: hosts.shellOf('localhost', null), file, node: shell.nodeProgram },
    log: path === null ? null : { folders: [USUAL_LOG_FOLDER], key: betterKey(path) },
    job: path === null ? null : { host: null, path },
    notes: [],
    close: () => hosts.close(),
  };
}

/** The job that a name means. Where no source answers, a whole name is taken as it is. @throws Failure */
async function findJob(name: string, flags: GlobalFlags, shell: Shell): Promise<HostJob> {
  const given = HOST_AND_PATH.exec(name);
  let jobs: Awaited<ReturnType<typeof readSnapshot>>['snapshot']['jobs'];
  try {
    ({
      snapshot: { jobs },
    } = await readSnapshot(flags, shell));
  } catch (error) {
    const [, host, path] = given ?? [];
    if (!(error instanceof Failure) || error.exitCode !== EXIT.nothingKnown || !host || !path) throw error;
    await shell.stderr.write(`duptop: ${say`${error.message}; ${name} is taken as it is`}\n`);
    return { host, instance: null, path, pathExact: true, metric: null };
  }
  const { found, near } = findJobs(name, jobs);
  const [job, ...others] = found;
  if (job === undefined) {
    throw wrongUse(
      say`there is no job ${name} among the ${jobs.length} of the fleet`,
      near.length === 0 ? say`"duptop list" shows what there is` : say`did you mean ${near.join(' or ')}?`,
    );
  }
  if (others.length > 0)
    throw wrongUse(
      say`several jobs are called ${name}: ${found.map(({ id }) => id).join(', ')}`,
      say`name one by its id`,
    );
  return job;
}

/** The database of a job on its host. @throws Failure, RemoteError */
export async function databaseOf(job: HostJob, hosts: Hosts, shell: Shell): Promise<FoundDatabase> {
  const hostShell = hosts.shellOf(job.host, job.instance);
  shell.progress.say(say`looking for the database on ${hostShell.way} …`);
  const list = await listDatabases(hostShell, { signal: shell.signal });
  const match = matchDatabase(list, job);
  if (match.kind === 'none') throw noDatabase(job, list);
  if (match.kind === 'several') {
    throw new Failure(
      EXIT.wrongUse,
      say`${job.host} has databases of several paths that ${job.metric ?? job.path} may stand for`,
      say`name the path exactly: ${match.databases.map(({ path }) => `${job.host}:${path ?? ''}`).join(' or ')}`,
      match.databases.map(({ file }) => bashText(file)),
    );
  }
  const { database, path, unused } = match;
  await rememberJobs(job.host, [{ path, schedule: null }], shell);
  return {
    database: { shell: hostShell, file: database.file },
    log: { folders: [...list.logFolders, USUAL_LOG_FOLDER], key: betterKey(path) },
    job: { host: job.host, path },
    notes: unused.map(
      ({ file }) => say`${bashText(file)} belongs to the same path; it was written earlier, and is not in use`,
    ),
    close: () => hosts.close(),
  };
}

/** Tells what there is instead. */
function noDatabase({ host, path, pathExact }: HostJob, { databases, folders, denied, more }: DatabaseList): Failure {
  const looked = [...folders, ...denied].join(', ') || '/var';
  const known = databases
    .slice(0, MOST_NAMED)
    .map(({ file, path: told }) => say`${told === null ? bashText(file) : bashText(told)}`);
  const rest = databases.length - known.length;
  const message = pathExact
    ? say`${host} has no database of ${path} in ${looked}`
    : say`${host} has no database in ${looked} that belongs to ${path}, which is a guess`;
  return new Failure(
    EXIT.nothingKnown,
    message,
    denied.length > 0
      ? say`${denied.join(', ')} can't be looked into: reach the host as root, or set become in the ssh settings`
      : say`the job has not run there yet, or keeps its database elsewhere`,
    databases.length === 0
      ? [say`there is no database of any job`]
      : [
          say`there are databases of:`,
          ...known.map((each) => say`  ${each}`),
          ...(rest > 0 || more ? [visible(`  and ${more ? 'more' : rest}`)] : []),
        ],
  );
}
