import type { EpochMs } from '../../domain/time.ts';
import { backUp } from '../duplicati-cli/backup.ts';
import type { RunScript } from '../duplicati-cli/script.ts';
import type { World } from '../duplicati-cli/world.ts';
import type { StagedJob, StagedRun } from './order.ts';

/** Codes of runs that did something; with others duplicati-cli was not even started. */
const WORKED: ReadonlySet<number> = new Set([0, 1, 2, 3, 50, 100]);
const KILLED = 137;
/** How far a run gets that is killed. */
const KILLED_AFTER = 0.6;

class Killed extends Error {}

/** Does in the job's database what the run did there, as if it were then; gives what it said. */
export async function replay({ path, database }: Pick<StagedJob, 'path' | 'database'>, run: StagedRun) {
  const said: string[] = [];
  if (!WORKED.has(run.exitCode) && run.exitCode !== KILLED) return said;
  const call = { command: 'backup', url: '', path, database, hasPassphrase: true, unknownOptions: [] };
  try {
    await backUp(
      call,
      scriptOf(run),
      pastWorld(run, (line) => said.push(line)),
    );
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return said;
}

function scriptOf({ startedAt, endedAt, exitCode, why }: StagedRun): RunScript {
  const seconds = (endedAt - startedAt) / 1000;
  const volumes = seconds > 600 ? 4 : 2;
  const code = exitCode === KILLED ? 0 : exitCode;
  return { seconds, code, journal: 'memory', volumes, busyMs: 0, commits: 0, why, ahead: 0 };
}

/** Its pauses take no time: the clock is put on. */
function pastWorld({ startedAt, endedAt, exitCode }: StagedRun, say: (line: string) => void): World {
  const last = exitCode === KILLED ? startedAt + (endedAt - startedAt) * KILLED_AFTER : Number.POSITIVE_INFINITY;
  let now: EpochMs = startedAt;
  return {
    now: () => now,
    pause: async (milliseconds) => {
      now += milliseconds;
      if (now >= last) throw new Killed();
    },
    print: say,
    complain: (text) => {
      for (const line of text.split('\n')) say(line);
    },
  };
}
