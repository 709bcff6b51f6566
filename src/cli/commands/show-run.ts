import type { FleetAlert } from '../../domain/alert.ts';
import type { Job } from '../../domain/job.ts';
import type { Run } from '../../domain/run.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import { readJobHistory } from '../../fleet/job-history.ts';
import { encodeJob, encodeRun } from '../../present/document/encode.ts';
import { jsonText } from '../../present/document/json-text.ts';
import { findJobs } from '../../present/find-jobs.ts';
import { showJob } from '../../present/show/job.ts';
import { SourceError } from '../../sources/source-error.ts';
import { say } from '../../text/safe-text.ts';
import { wrongUse } from '../failure.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { openAlertDesk } from '../open-alert-desk.ts';
import { type ReadFleet, readSnapshot } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';
import { failureLines } from '../source-warnings.ts';
import { painted, styleFor } from '../style.ts';

export interface ShowFlags extends GlobalFlags {
  readonly json?: boolean;
}

const HISTORY_DAYS = 30;

/** @throws Failure for a name that no job has */
export async function runShow(name: string, flags: ShowFlags, shell: Shell): Promise<void> {
  const read = await readSnapshot(flags, shell);
  const { config, fleet, snapshot } = read;
  const jobs = jobsNamed(name, snapshot);
  const style = styleFor(config, shell.stdout);
  const context = { now: snapshot.generatedAt, ascii: style.ascii, width: style.width };
  const told = flags.json || !jobs.some(({ alerts }) => alerts.length > 0) ? [] : await toldAlerts(read, shell);
  for (const [at, job] of jobs.entries()) {
    const history = await historyOf(job, fleet, snapshot.generatedAt, shell);
    if (flags.json) {
      const runs = history?.map((run) => encodeRun(run, snapshot.generatedAt)) ?? null;
      await shell.stdout.write(`${jsonText({ ...encodeJob(job, snapshot.generatedAt), history: runs })}\n`);
      continue;
    }
    if (at > 0) await shell.stdout.write('\n');
    for (const line of showJob(job, history, context, told)) await shell.stdout.write(painted(line, style));
  }
}

function jobsNamed(name: string, snapshot: Snapshot): readonly Job[] {
  const { found, near } = findJobs(name, snapshot.jobs);
  if (found.length > 0) return found;
  throw wrongUse(
    say`there is no job ${name} among the ${snapshot.jobs.length} of the fleet`,
    near.length === 0 ? say`"duptop list" shows what there is` : say`did you mean ${near.join(' or ')}?`,
  );
}

/** Alerts as the Alertmanagers have them: whether they are silenced. Those that can't tell are named on standard error. */
async function toldAlerts({ config, fleet, snapshot }: ReadFleet, shell: Shell): Promise<readonly FleetAlert[]> {
  shell.progress.say(say`asking whether its alerts are silenced …`);
  try {
    const desk = await openAlertDesk(config, fleet, shell);
    const { alerts, sources } = await desk.read(snapshot.jobs, shell.signal);
    for (const line of failureLines(sources.filter(({ kind }) => kind === 'alertmanager'))) {
      await shell.stderr.write(`duptop: ${line}\n`);
    }
    return alerts;
  } finally {
    shell.progress.end();
  }
}

/** Runs of the last weeks; a Prometheus that can't tell is no reason to show less. */
async function historyOf(job: Job, fleet: Fleet, now: EpochMs, shell: Shell): Promise<readonly Run[] | null> {
  shell.progress.say(say`asking for the runs of ${HISTORY_DAYS} days …`);
  try {
    return await readJobHistory(fleet, job, HISTORY_DAYS, now, shell.signal);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    await shell.stderr.write(`duptop: ${say`no history: ${error.message}`}\n`);
    return null;
  } finally {
    shell.progress.end();
  }
}
