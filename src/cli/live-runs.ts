import type { Config } from '../config/config.ts';
import type { RunEvent } from '../domain/host-run/run-event.ts';
import type { Job } from '../domain/job.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { FeedSources } from '../live/feeds.ts';
import { RUNS_AT_ONCE } from '../live/live-run.ts';
import type { Hosts } from '../remote/host-shell.ts';
import { RemoteError } from '../remote/remote-error.ts';
import { findRun } from '../remote/run/find-run.ts';
import { createGate } from '../remote/ssh/gate.ts';
import { say, visible } from '../text/safe-text.ts';
import { rememberFound } from './host-memory.ts';
import { followGoing, type HostRun, obstacleOf, type RunPorts, startAndFollow, stopGoing } from './host-run.ts';
import { runnable } from './runnable-jobs.ts';
import type { Shell } from './shell.ts';
import { silentShell } from './silent-shell.ts';

/** Marked jobs may be many; hosts are looked at a few at a time. */
const LOOKS_AT_ONCE = 8;

export interface LiveRunParts {
  readonly config: Config;
  readonly fleet: Fleet;
  readonly hosts: Hosts;
  readonly shell: Shell;
  /** The newest there is. */
  readonly snapshot: () => Snapshot | null;
  /** Ids of jobs that were seen to run and not to end: it is kept here. */
  readonly going: Set<string>;
}

/** Starts, follows and stops jobs on their hosts. A host that can't be reached is told as a refusal. */
export function liveRuns(parts: LiveRunParts): Pick<FeedSources, 'find-run' | 'run' | 'stop-run'> {
  const { config, fleet, hosts, shell } = parts;
  const looks = createGate(LOOKS_AT_ONCE);
  const turns = createGate(RUNS_AT_ONCE);
  const portsWith = (signal: AbortSignal): RunPorts => ({ ...shell, signal });
  const find = async (job: Job, signal: AbortSignal): Promise<HostRun> => {
    const own = hosts.shellOf(job.host, job.instance);
    const leave = await looks.enter(signal);
    try {
      return { job: runnable(job), shell: own, found: await findRun(own, job, signal) };
    } finally {
      leave?.();
    }
  };
  return {
    'find-run': ({ job }, signal) =>
      reaching(async function* () {
        const run = await find(job, signal);
        yield { type: 'found', way: run.shell.way, found: run.found };
        await rememberFound(run.found, silentShell(shell, signal));
        const obstacle = obstacleOf(run);
        if (obstacle !== null) yield obstacle;
      }),
    run: async function* ({ job, found, attach }, signal) {
      if (config.readOnly) throw new Error(READ_ONLY);
      let leave = attach ? null : await turns.enter(signal);
      try {
        yield { type: 'starting' };
        yield* reaching(async function* () {
          const run = { job: runnable(job), shell: hosts.shellOf(job.host, job.instance), found };
          const snapshot = parts.snapshot();
          const desk = { config, jobs: [run.job], around: snapshot && { fleet, snapshot } };
          const ports = portsWith(signal);
          const events = attach ? followGoing(run, desk, ports) : startAndFollow(run, desk, ports, { detach: false });
          for await (const event of events) {
            if (event.type === 'started') parts.going.add(job.id);
            if (event.type === 'ended') {
              parts.going.delete(job.id);
              // Waiting for metrics keeps nobody else from starting.
              leave?.();
              leave = null;
            }
            yield event;
          }
        });
      } finally {
        leave?.();
      }
    },
    'stop-run': ({ job }, signal) => {
      if (config.readOnly) throw new Error(READ_ONLY);
      return reaching(async function* () {
        yield* stopGoing(await find(job, signal), portsWith(signal));
      });
    },
  };
}

const READ_ONLY = say`duptop is read-only: nothing is changed`;

async function* reaching(events: () => AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void> {
  try {
    yield* events();
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    yield { type: 'refused', why: 'unreachable', message: visible(error.message), hint: error.hint };
  }
}
