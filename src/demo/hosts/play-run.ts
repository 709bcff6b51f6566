import type { EpochMs } from '../../domain/time.ts';
import type { HostShell } from '../../remote/host-shell.ts';
import { say } from '../../text/safe-text.ts';
import type { SimulatedJob } from '../fleet/simulated-host.ts';
import type { SimulatedRun } from '../fleet/timeline.ts';
import { commandOf } from './crontab.ts';
import { type HostFolder, searchPath } from './host-folder.ts';

/** Codes of runs that take their time; of one that ends at once there would be nothing to see. */
const PLAYABLE: ReadonlySet<number> = new Set([0, 1, 2, 3, 50, 100]);
/** What wrapper and stand-in take to begin and to end. */
const OVERHEAD_SECONDS = 1.5;
const LEAST_MS = 4000;
const DEADLINE_MS = 20_000;

/** As cron starts a job. Words: HOME, PATH, COMMAND, then assignments. */
const SCRIPT = `
home=$1 path=$2 command=$3
shift 3
cd "$home" || exit
env -i HOME="$home" PATH="$path" LOGNAME=root SHELL=/bin/sh "$@" setsid /bin/sh -c "$command" </dev/null >/dev/null 2>&1 &
`;

/** Whether a run of the story goes on for long enough to be worth a process. */
export function isPlayable({ exitCode, endedAt }: SimulatedRun, now: EpochMs): boolean {
  return PLAYABLE.has(exitCode) && Number.isFinite(endedAt) && endedAt - now > LEAST_MS;
}

/** Starts the job on its host, so that it ends when and as the story says: whoever looks there sees it run. @throws RemoteError */
export async function playRun(
  shell: HostShell,
  folder: HostFolder,
  job: SimulatedJob,
  { run, now }: { readonly run: SimulatedRun; readonly now: EpochMs },
): Promise<void> {
  const seconds = Math.max(1, (run.endedAt - now) / 1000 - OVERHEAD_SECONDS);
  const volumes = Math.max(2, Math.min(40, Math.round(seconds / 6)));
  const settings = { SECONDS: seconds, CODE: run.exitCode, VOLUMES: volumes, WHY: job.onHost.why };
  const assignments = Object.entries(settings).map(([name, value]) => `DUPTOP_STAND_IN_${name}=${value}`);
  await shell.run(
    { body: SCRIPT, words: [`${folder.root}/root`, searchPath(folder), commandOf(folder, job), ...assignments] },
    { what: say`cron starts ${job.path}`, deadlineMs: DEADLINE_MS, maxBytes: 1024 },
  );
}
