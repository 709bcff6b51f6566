import type { FoundRun } from '../../../../src/domain/host-run/found-run.ts';
import type { RunEvent } from '../../../../src/domain/host-run/run-event.ts';
import { systemClock } from '../../../../src/platform/clock.ts';
import type { HostShell } from '../../../../src/remote/host-shell.ts';
import { findRun } from '../../../../src/remote/run/find-run.ts';
import { followRun } from '../../../../src/remote/run/follow-run.ts';
import { handleOf, type RunHandle } from '../../../../src/remote/run/run-handle.ts';
import { startRun } from '../../../../src/remote/run/start-run.ts';
import { stopRun } from '../../../../src/remote/run/stop-run.ts';

export const SIGNAL = new AbortController().signal;

export function find(shell: HostShell, path: string, pathExact = true): Promise<FoundRun> {
  return findRun(shell, { path, pathExact }, SIGNAL);
}

/** @throws Error where it is not started */
export async function start(shell: HostShell, path: string): Promise<RunHandle> {
  const outcome = await startRun(shell, await find(shell, path), SIGNAL);
  if (outcome.kind === 'refused') throw new Error(`refused: ${outcome.message}`);
  return outcome.handle;
}

/** The handle of the run that goes on. */
export async function going(shell: HostShell, path: string): Promise<RunHandle> {
  const handle = handleOf(await find(shell, path));
  if (handle === null) throw new Error('no run goes on');
  return handle;
}

export function follow(shell: HostShell, handle: RunHandle): Promise<readonly RunEvent[]> {
  return all(followRun(shell, handle, { clock: systemClock, signal: SIGNAL }));
}

export function stop(shell: HostShell, handle: RunHandle, graceMs?: number): Promise<readonly RunEvent[]> {
  const options = { clock: systemClock, signal: SIGNAL, ...(graceMs === undefined ? {} : { graceMs }) };
  return all(stopRun(shell, handle, options));
}

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** All lines of output, in order. */
export function said(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'output' ? event.lines : []));
}
