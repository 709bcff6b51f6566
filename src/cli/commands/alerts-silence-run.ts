import type { FleetAlert } from '../../domain/alert.ts';
import type { FleetAlerts } from '../../domain/alerts.ts';
import type { Job } from '../../domain/job.ts';
import { type PlannedSilence, planSilences } from '../../domain/silence-plan.ts';
import { planLines } from '../../present/alerts/plan-lines.ts';
import { findJobs } from '../../present/find-jobs.ts';
import { nearest } from '../../text/nearest.ts';
import { say } from '../../text/safe-text.ts';
import { confirmed, refuseReadOnly, refuseUnasked } from '../confirm.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { Failure, wrongUse } from '../failure.ts';
import { readFleetAlerts } from '../read-alerts.ts';
import type { Shell } from '../shell.ts';
import { painted, styleFor } from '../style.ts';
import type { SilenceFlags } from './alerts.ts';
import { makeChanges, silenceSeconds } from './alerts-change-run.ts';

/** Shows what would be silent, asks, and does it. @throws Failure where nothing of that name is pending or firing */
export async function runSilence(what: string, flags: SilenceFlags, shell: Shell): Promise<ExitCode> {
  const seconds = silenceSeconds(flags.duration);
  if (flags.comment.trim() === '') throw wrongUse(say`--comment: say why, for others`);
  refuseUnasked(flags.yes, shell);
  const { config, desk, alerts, snapshot } = await readFleetAlerts(flags, shell, refuseReadOnly);
  const chosen = only(alertsNamed(what, alerts, snapshot.jobs), flags.only);
  const planned = planSilences(chosen, alerts, {
    now: shell.clock.now(),
    seconds,
    createdBy: await shell.userName(),
    comment: flags.comment.trim(),
  });
  if (planned.length === 0) throw nobodyToTell(chosen);
  const style = styleFor(config, shell.stdout);
  const context = { now: shell.clock.now(), ascii: style.ascii, width: style.width };
  for (const line of planned.flatMap((each) => planLines(each, alerts, context))) {
    await shell.stdout.write(painted(line, style));
  }
  if (!(await confirmed(questionOf(planned), flags.yes, shell))) return EXIT.done;
  return makeChanges(
    planned.map(({ silence, cluster }) => ({ kind: 'silence', silence, cluster })),
    desk,
    shell,
  );
}

/** By the name of an alert, else those of a job. @throws Failure */
function alertsNamed(what: string, { alerts }: FleetAlerts, jobs: readonly Job[]): readonly FleetAlert[] {
  const named = alerts.filter(({ name }) => name === what);
  if (named.length > 0) return named;
  const { found, near } = findJobs(what, jobs);
  const ids = new Set(found.map(({ id }) => id));
  const own = alerts.filter((alert) => alert.jobs.some((id) => ids.has(id)));
  if (own.length > 0) return own;
  if (found.length > 0) throw wrongUse(say`no alert is pending or firing on ${what}`);
  const names = nearest(
    what,
    alerts.map(({ name }) => name),
  );
  const meant = [...near, ...(names === null ? [] : [names])];
  throw wrongUse(
    say`there is neither a job nor a pending or firing alert ${what}`,
    meant.length === 0 ? say`"duptop alerts" shows what there is` : say`did you mean ${meant.join(' or ')}?`,
  );
}

/** @throws Failure where none has that name */
function only(alerts: readonly FleetAlert[], name: string | undefined): readonly FleetAlert[] {
  if (name === undefined) return alerts;
  const left = alerts.filter((alert) => alert.name === name);
  if (left.length > 0) return left;
  const names = [...new Set(alerts.map((alert) => alert.name))];
  throw wrongUse(say`--only: the alerts here are ${names.join(', ')}`);
}

function nobodyToTell(alerts: readonly FleetAlert[]): Failure {
  const reasons = alerts.flatMap(({ delivery }) => (delivery.kind === 'delivered' ? [] : [delivery.why]));
  return new Failure(EXIT.nothingKnown, say`no Alertmanager is known that could keep it silent`, null, [
    ...new Set(reasons),
  ]);
}

function questionOf(planned: readonly PlannedSilence[]) {
  return planned.length === 1 ? say`Make this silence?` : say`Make these ${planned.length} silences?`;
}
