import type { FoundRun } from '../domain/host-run/found-run.ts';
import type { RefusedWhy, RunEvent } from '../domain/host-run/run-event.ts';
import { awaitMetrics } from '../fleet/await-metrics.ts';
import { pause } from '../ports/pause.ts';
import type { HostShell } from '../remote/host-shell.ts';
import { RemoteError } from '../remote/remote-error.ts';
import { findRun } from '../remote/run/find-run.ts';
import { followRun } from '../remote/run/follow-run.ts';
import { earliestStart, handleOf, type RunHandle } from '../remote/run/run-handle.ts';
import { type StartOutcome, startRun } from '../remote/run/start-run.ts';
import { stopRun } from '../remote/run/stop-run.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import { shellWord } from '../text/shell-word.ts';
import { awaitedAt, type RunDesk, type RunnableJob } from './runnable-jobs.ts';
import type { Shell } from './shell.ts';

/** A job that was found on its host. */
export interface HostRun {
  readonly job: RunnableJob;
  readonly shell: HostShell;
  readonly found: FoundRun;
}

/** What is needed of the world beside the host. */
export type RunPorts = Pick<Shell, 'http' | 'clock' | 'audit'> & { readonly signal: AbortSignal };

const RETRIES_MS = [1000, 2000, 5000, 10_000, 20_000] as const;

/** Why a job that was found can't be started now; `null` where it can. */
export function obstacleOf({ job, found }: HostRun): Extract<RunEvent, { type: 'refused' }> | null {
  const { goingOn, way, isAmbiguous, lines, user, wrapperState } = found;
  if (goingOn !== null) {
    const pid = goingOn.pid === null ? '' : say` (process ${goingOn.pid} on ${job.host})`;
    return refused(
      'running',
      say`a run of this job is going on${pid}`,
      say`duptop run --follow ${shellWord(job.id)} follows it`,
    );
  }
  if (isAmbiguous) {
    const places = lines.map(({ source, number, path }) => say`${source}, line ${number} (${path})`);
    return refused('ambiguous', say`several lines start it that do not say the same: ${places.join('; ')}`);
  }
  if (way !== null && wrapperState === 'missing') {
    const wrapper = way.by === 'crontab' ? way.line.wrapper : way.wrapper;
    return refused(
      'host-unfit',
      say`there is no ${wrapper} on ${job.host}, which is to start it`,
      say`put it there: run the playbook for ${job.host}, or "duptop hostkit wrapper"`,
    );
  }
  if (way !== null) return null;
  if (lines.length > 0)
    return refused('not-found', say`no crontab that ${user} can read starts it: its line is not in use`);
  const guess = job.pathExact ? '' : '; its path is a guess from the metric';
  return refused(
    'not-found',
    say`nothing on ${job.host} that ${user} can see starts ${job.path}${guess}`,
    user === 'root'
      ? say`neither root's crontab, nor /etc/crontab, nor /etc/cron.d has it; duptop doctor ${shellWord(job.id)} looks further`
      : say`neither a crontab, nor a wrapper with the job's settings in files; reach the host as root, or set become in the ssh settings`,
  );
}

/** Starts a job and follows it to its end and into the metrics; detached, it is only started. @throws RemoteError before it is started */
export async function* startAndFollow(
  run: HostRun,
  desk: RunDesk,
  ports: RunPorts,
  { detach }: { readonly detach: boolean },
): AsyncGenerator<RunEvent, void> {
  const { job } = run;
  const audit = (outcome: string) => ports.audit.write({ action: 'run', where: job.host, target: job.id, outcome });
  const outcome = await started(run, ports);
  if (outcome.kind === 'refused') {
    await audit(`refused: ${outcome.message}`);
    yield refused(outcome.why, outcome.message, outcome.hint);
    return;
  }
  await audit('started');
  const { handle } = outcome;
  yield { type: 'started', attached: false, pid: handle.pid, startedAt: handle.startedAt };
  if (detach) return;
  for await (const event of followToMetrics(run, handle, desk, ports)) {
    if (event.type === 'ended') await audit(`exit ${event.end.exitCode ?? 'unknown'}`);
    yield event;
  }
}

/** Follows the run that is going on, or tells of the last one that duptop started. */
export async function* followGoing(run: HostRun, desk: RunDesk, ports: RunPorts): AsyncGenerator<RunEvent, void> {
  const handle = handleOf(run.found);
  if (handle === null) {
    yield notRunning(run);
    return;
  }
  yield { type: 'started', attached: true, pid: handle.pid, startedAt: handle.startedAt };
  yield* followToMetrics(run, handle, desk, ports);
}

/** Stops the run that is going on, whoever started it. @throws RemoteError */
export async function* stopGoing(run: HostRun, ports: RunPorts): AsyncGenerator<RunEvent, void> {
  const { job, shell, found } = run;
  const handle = found.goingOn === null ? null : handleOf(found);
  if (handle === null) {
    yield notRunning(run);
    return;
  }
  for await (const event of stopRun(shell, handle, ports)) {
    const outcome =
      event.type === 'stopping'
        ? `${event.signal} to ${event.processes} processes`
        : event.type === 'ended'
          ? `exit ${event.end.exitCode ?? 'unknown'}`
          : null;
    if (outcome !== null) await ports.audit.write({ action: 'stop', where: job.host, target: job.id, outcome });
    yield event;
  }
}

function refused(why: RefusedWhy, message: SafeText, hint: SafeText | null = null) {
  return { type: 'refused', why, message, hint } as const;
}

function notRunning({ job, found }: HostRun): RunEvent {
  return found.goingOn === null
    ? refused('not-running', say`no run of this job is going on`)
    : refused('not-running', say`${job.host}: the wrapper's lock is held, but no process of a run can be found`);
}

async function* followToMetrics(
  { job, shell, found }: HostRun,
  handle: RunHandle,
  { around }: RunDesk,
  ports: RunPorts,
): AsyncGenerator<RunEvent, void> {
  for await (const event of followRun(shell, handle, ports)) {
    yield event;
    const awaited = event.type === 'ended' && around ? awaitedAt(job, found.path, earliestStart(handle), around) : null;
    if (awaited && around) yield* awaitMetrics(around.fleet, awaited, ports, ports.signal);
  }
}

/** Where the connection is lost while it is started, the host is asked whether it was. */
async function started({ job, shell, found }: HostRun, { clock, signal }: RunPorts): Promise<StartOutcome> {
  try {
    return await startRun(shell, found, signal);
  } catch (error) {
    if (!(error instanceof RemoteError) || signal.aborted) throw error;
    for (const wait of RETRIES_MS) {
      await pause(clock, wait, signal);
      const again = await findRun(shell, { path: found.path, pathExact: true }, signal).catch(() => null);
      if (again === null) continue;
      const handle = isAnother(again, found) ? handleOf({ ...again, log: found.log }) : null;
      if (handle !== null) return { kind: 'started', handle };
      break;
    }
    throw new RemoteError(error.kind, job.host, say`${error.message}; the run was not started, as far as can be seen`);
  }
}

function isAnother({ lastOwn: now }: FoundRun, { lastOwn: before }: FoundRun): boolean {
  return now !== null && (now.pid !== before?.pid || now.ticks !== before.ticks);
}
