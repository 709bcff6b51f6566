import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { betterKey } from '../../../src/domain/db-path.ts';
import { betterMetric, textfileName } from '../../../src/domain/metric-name.ts';
import { type LabProcess, startProcess } from '../../lab/process.ts';
import { eventually } from '../../support/eventually.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { type Call, callIn } from './call.ts';
import { killGroupOf } from './process-groups.ts';

export const WRAPPER = fileURLToPath(new URL('../../../src/hostkit/duplicati_wrapper.sh', import.meta.url));
const STAND_IN = fileURLToPath(new URL('duplicati-cli', import.meta.url));
export const PASSPHRASE = 'correct horse "battery" staple';
export const AUTHID = '0123abcd:%3Atop-secret';
const DEADLINE_MS = 60_000;

export interface Ended {
  readonly code: number;
  /** stdout and stderr. */
  readonly output: string;
}

interface RunOptions {
  /** In place of the stand-in's folder and the test's PATH. */
  readonly environment?: NodeJS.ProcessEnv;
  /** What the wrapper's command line is put behind, e.g. `unshare …`. */
  readonly under?: readonly string[];
}

/** The files that the wrapper keeps for one job. */
interface JobFiles {
  readonly key: string;
  readonly classic: string;
  readonly labelled: string;
  readonly database: string;
  readonly log: string;
  readonly reason: string;
  readonly settings: string;
  readonly parameters: string;
  readonly lock: string;
}

/** A folder that stands for a host: the wrapper's files, and a stand-in for duplicati-cli that does what `plan` says. */
export interface WrapperHost {
  readonly folder: string;
  readonly bin: string;
  readonly metrics: string;
  readonly config: string;
  /** Bash for the stand-in; see there. */
  plan(script: string): void;
  /** Writes settings over those that make the host, as NAME=VALUE lines, into the file of all jobs. */
  settings(more: Readonly<Record<string, string>>, lines?: readonly string[]): void;
  files(path: string): JobFiles;
  start(args: readonly string[], options?: RunOptions): LabProcess;
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** How the stand-in was called, oldest first. */
  calls(): readonly Call[];
  /** Resolves when the stand-in has come to `hang`. */
  hanging(): Promise<void>;
  /** Kills what is left of the runs, and removes the folder. */
  remove(): void;
}

export function wrapperHost(): WrapperHost {
  const { path: folder, remove } = tempFolder('wrapper');
  const place = (name: string): string => join(folder, name);
  const bin = place('bin');
  const metrics = place('metrics');
  const config = place('wrapper.conf');
  for (const name of ['bin', 'metrics', 'db', 'wrapper.d']) mkdirSync(place(name));
  symlinkSync(STAND_IN, join(bin, 'duplicati-cli'));
  const settings: WrapperHost['settings'] = (more, lines = []) => {
    const all = {
      metrics_dir: metrics,
      db_dir: place('db'),
      log_dir: place('log'),
      run_dir: place('run'),
      pause_min: '0',
      pause_max: '0',
      authid: AUTHID,
      passphrase: PASSPHRASE,
      ...more,
    };
    writePrivate(config, [...Object.entries(all).map(([name, value]) => `${name}=${value}`), ...lines]);
  };
  settings({});
  const plan = (script: string): void => writeFileSync(join(bin, 'plan'), `${script}\n`);
  plan('exit 0');
  const calls = (): readonly Call[] => {
    const parent = join(bin, 'calls');
    if (!existsSync(parent)) return [];
    return readdirSync(parent)
      .map(Number)
      .sort((one, other) => one - other)
      .map((call) => callIn(join(parent, String(call))));
  };
  const start: WrapperHost['start'] = (args, { environment, under = [] } = {}) => {
    const [file = '', ...rest] = [...under, WRAPPER, '--config', config, ...args];
    return startProcess(file, rest, { env: environment ?? { ...process.env, PATH: `${bin}:${process.env.PATH}` } });
  };
  return {
    folder,
    bin,
    metrics,
    config,
    plan,
    settings,
    calls,
    start,
    files: (path) => {
      const key = betterKey(path);
      return {
        key,
        classic: join(metrics, textfileName(betterMetric(hostname(), path))),
        labelled: join(metrics, `duplicati_job_${key}.prom`),
        database: join(place('db'), `duplicati_${key}.sqlite`),
        log: join(place('log'), `${key}.log`),
        reason: join(place('log'), `${key}.reason`),
        settings: join(place('wrapper.d'), `${key}.conf`),
        parameters: join(place('run'), `${key}.parameters`),
        lock: join(place('run'), `${key}.lock`),
      };
    },
    run: async (args, options) => {
      const child = start(args, options);
      const timer = setTimeout(() => child.signal('SIGKILL'), DEADLINE_MS);
      const code = await child.exited;
      clearTimeout(timer);
      return { code, output: child.output() };
    },
    hanging: async () => {
      await eventually(() => existsSync(join(bin, 'hanging')), { what: 'the backup to be going on' });
    },
    remove: () => {
      for (const { pid } of calls()) if (pid !== null) killGroupOf(pid, bin);
      // A wrapper in a session of its own, where a test failed before it could end it.
      for (const pid of holdersIn(place('run'))) killGroupOf(pid, folder);
      remove();
    },
  };
}

/** Writes lines into a file that only its owner may read. */
export function writePrivate(file: string, lines: readonly string[]): void {
  writeFileSync(file, `${lines.join('\n')}\n`);
  chmodSync(file, 0o600);
}

/** A file's lines without the empty ones at its end; `null` where there is no such file. */
export function linesOf(file: string): readonly string[] | null {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : null;
}

/** The wrappers that wrote themselves into a lock. */
function holdersIn(folder: string): readonly number[] {
  if (!existsSync(folder)) return [];
  const locks = readdirSync(folder).filter((name) => name.endsWith('.lock'));
  return locks.map((name) => Number(readFileSync(join(folder, name), 'utf8'))).filter((pid) => pid > 0);
}
