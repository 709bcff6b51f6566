import { type SafeText, say } from '../../text/safe-text.ts';
import type { EpochMs } from '../time.ts';
import type { JobOnHost } from './job-on-host.ts';
import { openOperation } from './last-operation.ts';

/** A sign that a run began. */
export interface StartSign {
  readonly at: EpochMs;
  readonly where: SafeText;
}

/** The latest sign of a start that the host's own logs and the database give. */
export function lastStart({ start, log, own: noted, database }: JobOnHost): StartSign | null {
  const own = log?.events.findLast(({ kind }) => kind === 'started');
  const open = openOperation(database);
  const signs: readonly (StartSign | null)[] = [
    start === null
      ? null
      : { at: start.at, where: start.log === 'journal' ? say`the journal of cron` : say`${start.log}` },
    own === undefined ? null : { at: own.at, where: say`${log?.file ?? "the wrapper's log"}` },
    noted === null ? null : { at: noted.startedAt, where: say`${noted.folder} (duptop started it)` },
    open === null ? null : { at: open.startedAt, where: say`the database (an operation without a result)` },
  ];
  return signs.reduce((one, other) => (other !== null && other.at > (one?.at ?? 0) ? other : one), null);
}

/** Since when a process of the job runs, and which; `null` where none does. */
export function runningProcess({
  processes,
  lock,
}: JobOnHost): { readonly pid: number; readonly startedAt: EpochMs } | null {
  const all = [...processes, ...(lock?.holders ?? [])];
  return all.reduce<(typeof all)[number] | null>(
    (one, other) => (one === null || other.startedAt < one.startedAt ? other : one),
    null,
  );
}
