import type { FoundRun } from '../../domain/host-run/found-run.ts';
import { say } from '../../text/safe-text.ts';
import type { HostShell, ScriptOptions } from '../host-shell.ts';
import { RemoteError } from '../remote-error.ts';
import { FIND_SCRIPT } from './find-script.ts';
import { readFound } from './read-found.ts';

/** A job to look for. */
export interface WantedRun {
  readonly path: string;
  /** `false`: a guess from the metric; any path with that metric is meant. */
  readonly pathExact: boolean;
}

/** A host may be slow just because a backup is going on. */
export const SCRIPT_LIMITS: Pick<ScriptOptions, 'deadlineMs' | 'maxBytes'> = {
  deadlineMs: 60_000,
  maxBytes: 1024 * 1024,
};

/** How a job is started on its host, and whether it runs; one round trip that changes nothing. @throws RemoteError */
export async function findRun(
  shell: HostShell,
  { path, pathExact }: WantedRun,
  signal: AbortSignal,
): Promise<FoundRun> {
  if (path.includes('\0') || !path.isWellFormed())
    throw new RemoteError('bad-name', shell.host, say`${path} can't be a path: no argument of a program can hold it`);
  const { output, complaint } = await shell.run(
    { body: FIND_SCRIPT, words: [path, pathExact ? 'yes' : 'no'] },
    { what: say`how ${path} is started`, ...SCRIPT_LIMITS, signal },
  );
  const found = readFound(shell.host, output);
  if (found === null) throw notUnderstood(shell, complaint);
  return found;
}

export function notUnderstood({ host }: HostShell, complaint: string): RemoteError {
  return new RemoteError(
    'other',
    host,
    say`${host}: the script did not come to its end: ${complaint || 'no reason told'}`,
  );
}
