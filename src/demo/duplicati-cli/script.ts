import { readFileSync } from 'node:fs';

/** How a run of the stand-in goes. */
export interface RunScript {
  /** How long it takes, about. */
  readonly seconds: number;
  /** What it ends with: 0, 1 (nothing to upload), 2, 3, 50, 100, or anything else at once. */
  readonly code: number;
  readonly journal: 'delete' | 'wal' | 'memory';
  /** Data files, each with an index file. */
  readonly volumes: number;
  /** How long it waits for a lock, as SQLite's busy timeout. */
  readonly busyMs: number;
  /** How many more commits each upload makes, to have something going on. */
  readonly commits: number;
  /** What it says of why it failed, where it ends with 100. */
  readonly why: string;
  /** How far its clock is ahead, in seconds. */
  readonly ahead: number;
}

const USUAL: RunScript = {
  seconds: 3,
  code: 0,
  journal: 'delete',
  volumes: 4,
  busyMs: 30_000,
  commits: 0,
  why: 'Access to the path "/destination" is denied.',
  ahead: 0,
};
const PREFIX = 'DUPTOP_STAND_IN_';

/** As `DUPTOP_STAND_IN_SECONDS`, `…_CODE`, `…_JOURNAL` and so on say, else `DATABASE.stand-in.json`, else the usual. */
export function readScript(database: string, environment: NodeJS.ProcessEnv): RunScript {
  const said: Record<string, unknown> = { ...fileOf(database) };
  for (const name of Object.keys(USUAL)) {
    const variable = environment[PREFIX + name.toUpperCase()];
    if (variable !== undefined) said[name] = variable;
  }
  const number = (name: keyof RunScript, usual: number) => {
    const value = Number(said[name] ?? usual);
    return Number.isFinite(value) && value >= 0 ? value : usual;
  };
  return {
    seconds: number('seconds', USUAL.seconds),
    code: number('code', USUAL.code),
    journal: said.journal === 'wal' ? 'wal' : 'delete',
    volumes: number('volumes', USUAL.volumes),
    busyMs: number('busyMs', USUAL.busyMs),
    commits: number('commits', USUAL.commits),
    why: typeof said.why === 'string' ? said.why : USUAL.why,
    ahead: number('ahead', USUAL.ahead),
  };
}

function fileOf(database: string): object {
  try {
    const said: unknown = JSON.parse(readFileSync(`${database}.stand-in.json`, 'utf8'));
    return typeof said === 'object' && said !== null ? said : {};
  } catch {
    return {};
  }
}
