import { shortDuration } from '../../../text/duration.ts';
import { moment } from '../../../text/moment.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { describeExit, outcomeOf } from '../../outcome.ts';
import type { Run } from '../../run.ts';
import type { EpochMs } from '../../time.ts';
import { type ChainFacts, seenOnHost, unseen } from '../chain-facts.ts';
import type { JobOnHost } from '../job-on-host.ts';
import { lastOperation, openOperation } from '../last-operation.ts';
import { broken, type Fault, fault, intact, type Link, unchecked } from '../link.ts';
import { isOverdue } from '../overdue.ts';
import { outputOf, untoldRun } from '../own-run.ts';
import { lastStart, runningProcess, type StartSign } from '../run-signs.ts';
import { commandThere, jobWord } from '../show-command.ts';
import { fileRun } from '../textfile-of-job.ts';

/** Cron logs a start a moment before the wrapper takes its own time. */
const SAME_RUN_MS = 120_000;
const SHOWN_LINES = 3;
const SHOW = "ps -eo pid,lstart,comm | grep -i '[d]uplicati'";

/** Whether a run goes on, was cut off, or was not let in. */
export function runLink(facts: ChainFacts): Link {
  const seen = seenOnHost(facts);
  const { job, now } = facts;
  if (seen === null || facts.path === null) {
    if (job?.runningSince == null) return unchecked('run', unseen(facts));
    return intact(
      'run',
      say`its metrics say that it has been running for ${shortDuration((now - job.runningSince) / 1000)}`,
    );
  }
  const show = commandThere(facts, { script: SHOW });
  const found = skipped(facts, seen) ?? untold(facts, seen) ?? interrupted(facts, seen);
  if (found !== null) return broken('run', [found], { show });
  const running = runningProcess(seen);
  if (running !== null) {
    const since = shortDuration(Math.max(0, seen.host.at - running.startedAt) / 1000);
    return intact('run', say`it has been running for ${since} (process ${running.pid})`, {
      evidence: [moment(running.startedAt)],
      show,
    });
  }
  if (!seen.host.seesProcesses) return unchecked('run', say`processes of others can't be seen there`, { show });
  return intact('run', say`nothing of it runs now, and no run was cut off`, { show });
}

/** Its own wrapper refuses to start, because another run has the lock. */
function skipped(facts: ChainFacts, { log, lock, host }: JobOnHost): Fault | null {
  const last = log?.events.at(-1);
  const [holder] = lock?.holders ?? [];
  if (last?.kind !== 'skipped' || !isOverdue(facts)) return null;
  const held =
    holder === undefined
      ? say`nobody holds the lock any more`
      : say`process ${holder.pid} (${holder.command}) has the lock; it has been running for ${shortDuration((host.at - holder.startedAt) / 1000)}`;
  return fault(
    'skipped-locked',
    holder === undefined
      ? say`its last start was skipped, because another run of it had the lock`
      : say`its starts are skipped: process ${holder.pid} (${holder.command}) has held its lock for ${shortDuration((host.at - holder.startedAt) / 1000)}`,
    [say`${log?.file ?? ''}: ${moment(last.at)} ${last.text}`, held],
    holder === undefined
      ? say`start it by hand: duptop run ${jobWord(facts)}`
      : say`does process ${holder.pid} still work? If it is stuck, stop it (duptop run --stop ${jobWord(facts)}), and start the job again`,
  );
}

/** duptop started it and saw it end, and it wrote no metrics. */
function untold(facts: ChainFacts, seen: JobOnHost): Fault | null {
  const own = runningProcess(seen) === null ? untoldRun(seen, facts.job?.lastRun ?? null) : null;
  if (own === null) return null;
  const { exitCode, at } = own.end;
  const age = shortDuration(Math.max(0, seen.host.at - own.startedAt) / 1000);
  const isKilled = outcomeOf(exitCode) === 'killed';
  return fault(
    isKilled ? 'run-interrupted' : 'textfile-missing',
    isKilled
      ? say`the run that duptop started ${age} ago was ${describeExit(exitCode)}, and left no metrics`
      : say`the run that duptop started ${age} ago ended with ${exitCode}, and left no metrics`,
    [say`${outputOf(own)}, ${moment(at)}:`, ...own.lines.filter((line) => line.trim() !== '').slice(-SHOWN_LINES)],
    isKilled
      ? say`who ended it, somebody or the OOM killer (journalctl -k -g "killed process")? Start it again: duptop run ${jobWord(facts)}`
      : say`mend what it complains of, then start it again: duptop run ${jobWord(facts)}`,
  );
}

/** It began, and neither an end nor a process of it can be seen. */
function interrupted(facts: ChainFacts, seen: JobOnHost): Fault | null {
  const { job } = facts;
  if (!seen.host.seesProcesses || runningProcess(seen) !== null) return null;
  const claimed = job?.runningSince ?? null;
  const started: StartSign | null =
    lastStart(seen) ?? (claimed === null ? null : { at: claimed, where: say`its metrics` });
  if (started === null || hasEnded(facts, seen, started.at)) return null;
  const published = fileRun(seen)?.startedAt ?? job?.lastRun?.startedAt ?? null;
  // The classic wrapper tells of an end by its metrics alone: where there are none, they may be lost.
  if (published === null && claimed === null && openOperation(seen.database) === null) return null;
  const { bootedAt } = seen.host;
  const rebooted = bootedAt !== null && bootedAt > started.at;
  const age = shortDuration(Math.max(0, seen.host.at - started.at) / 1000);
  return fault(
    'run-interrupted',
    rebooted
      ? say`the run that started ${age} ago was cut off: ${facts.host} was started anew ${shortDuration((seen.host.at - bootedAt) / 1000)} ago`
      : say`the run that started ${age} ago never came to its end, and nothing of it runs any more`,
    [
      say`it started ${moment(started.at)}, as ${started.where} tells`,
      published === null ? say`it left no metrics` : say`its metrics are of the run that started ${moment(published)}`,
      say`no process of it, and no lock, on ${facts.host}`,
      leftovers(seen),
    ],
    rebooted
      ? say`start it again: duptop run ${jobWord(facts)}`
      : say`who ended it? journalctl -k -g "killed process" tells of the OOM killer; then start it again: duptop run ${jobWord(facts)}`,
  );
}

/** Whether anything tells of an end of the run that began then. */
function hasEnded({ job }: ChainFacts, seen: JobOnHost, startedAt: EpochMs): boolean {
  const ends: readonly (EpochMs | null | undefined)[] = [
    endOf(fileRun(seen)),
    endOf(job?.lastRun ?? null),
    seen.log?.reason?.endedAt,
    seen.own?.end?.at,
    seen.log?.events.findLast(({ kind }) => kind === 'ended' || kind === 'skipped')?.at,
    operationEnd(seen),
  ];
  const later = ends.some((at) => at != null && at >= startedAt - SAME_RUN_MS);
  // A wrapper that says that it runs has not ended, whatever the run before left.
  return later && (job?.runningSince == null || job.runningSince < startedAt - SAME_RUN_MS);
}

/** A wrapper that tries again begins an operation at each try: all of them end with the run. */
function endOf(run: Run | null): EpochMs | null {
  return run?.startedAt == null ? null : run.startedAt + (run.durationSeconds ?? 0) * 1000;
}

function operationEnd({ database }: JobOnHost): EpochMs | null {
  const last = lastOperation(database);
  return last?.state.kind === 'ended' ? (last.state.result.endedAt ?? last.startedAt) : null;
}

function leftovers({ database }: JobOnHost): SafeText | null {
  if (database?.content.kind !== 'read') return null;
  const count = database.content.state.leftovers?.reduce((sum, each) => sum + each.count, 0) ?? 0;
  return count === 0
    ? null
    : say`its database has ${count} ${count === 1 ? 'volume' : 'volumes'} that did not get to the destination`;
}
