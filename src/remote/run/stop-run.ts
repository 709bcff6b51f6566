import type { RunEvent, StopSignal } from '../../domain/host-run/run-event.ts';
import type { Clock } from '../../ports/clock.ts';
import { pause } from '../../ports/pause.ts';
import { say } from '../../text/safe-text.ts';
import type { HostShell } from '../host-shell.ts';
import { notUnderstood, SCRIPT_LIMITS } from './find-run.ts';
import { pollRun } from './poll-run.ts';
import type { RunHandle } from './run-handle.ts';
import { STOP_SCRIPT } from './stop-script.ts';
import { Told } from './told.ts';

export interface StopOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How long the run has to end before it is killed; the better wrapper alone gives duplicati-cli 30 s. */
  readonly graceMs?: number;
}

const POLL_MS = 1000;
const GRACE_MS = 60_000;
/** After that nothing more can be done from here. */
const KILLED_MS = 15_000;
/** The exit code is written a moment after the last process is gone. */
const MOST_POLLS = 5;

/**
 * Stops a run, whoever started it: TERM to all of its processes, and to those that come meanwhile; KILL to what is left after a while.
 * Without an `ended` at its end the run could not be stopped. @throws RemoteError
 */
export async function* stopRun(
  shell: HostShell,
  handle: RunHandle,
  { clock, signal, graceMs = GRACE_MS }: StopOptions,
): AsyncGenerator<RunEvent, void> {
  const startedAt = clock.now();
  let signalled = 0;
  while (!signal.aborted) {
    const waited = clock.now() - startedAt;
    const left = await countRun(shell, handle.path, '', signal);
    if (left === 0) break;
    if (waited > graceMs + KILLED_MS) return;
    const mustKill = waited >= graceMs;
    // Once, and again where there are more than before.
    if (left > signalled || mustKill) {
      const name: StopSignal = mustKill ? 'KILL' : 'TERM';
      signalled = await countRun(shell, handle.path, name, signal);
      yield { type: 'stopping', signal: name, processes: signalled };
    }
    await pause(clock, POLL_MS, signal);
  }
  for (let poll = 1; !signal.aborted; poll += 1) {
    const { end } = await pollRun(shell, handle, signal);
    if (end !== null && (end.exitCode !== null || poll >= MOST_POLLS)) {
      yield { type: 'ended', end };
      return;
    }
    if (poll >= MOST_POLLS) return;
    await pause(clock, POLL_MS, signal);
  }
}

/** Signals all processes of a run, or none where `signalName` is empty, and gives how many there were. */
async function countRun(
  shell: HostShell,
  path: string,
  signalName: StopSignal | '',
  signal: AbortSignal,
): Promise<number> {
  const { output, complaint } = await shell.run(
    { body: STOP_SCRIPT, words: [path, signalName] },
    {
      what: signalName === '' ? say`processes of ${path}` : say`stop ${path} (${signalName})`,
      changes: signalName !== '',
      ...SCRIPT_LIMITS,
      signal,
    },
  );
  const left = Told.in(output).number('left');
  if (left === null) throw notUnderstood(shell, complaint);
  return left;
}
