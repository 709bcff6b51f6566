import type { FleetAlert } from '../../domain/alert.ts';
import type { Job, MaxAge } from '../../domain/job.ts';
import { CLASSIC_SUFFIXES, type ClassicField, classicName } from '../../domain/metric.ts';
import { describeExit } from '../../domain/outcome.ts';
import type { Alert } from '../../domain/rule.ts';
import type { Run } from '../../domain/run.ts';
import type { EpochMs } from '../../domain/time.ts';
import { longDuration, shortDuration } from '../../text/duration.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { quietText } from '../alerts/silence-text.ts';
import { GUESS_MARK } from '../columns/identity.ts';
import { exitTone, outcomeWord } from '../exit-word.ts';
import { statusTone } from '../status-word.ts';
import type { Line } from '../tone.ts';
import { agoText, momentAndAge } from './ago.ts';
import { causeLines } from './cause-lines.ts';
import { historyLines } from './history-lines.ts';
import { field, hanging, listField, type ShowContext, section, statusLines } from './section.ts';
import { sourceLines } from './source-lines.ts';
import { nextRunLines, trendLines } from './trend-lines.ts';

const MAX_AGE_FROM: Readonly<Record<MaxAge['from'], string>> = {
  config: 'its own configuration',
  schedule: 'its schedule',
  rule: 'its alert rule',
  default: 'the default',
};

/**
 * All that is known of one job, wrapped to the width. `history`: earlier runs in any order, where Prometheus was asked for them; `told`: its
 * alerts as Alertmanagers have them, where these were asked.
 */
export function showJob(
  job: Job,
  history: readonly Run[] | null,
  context: ShowContext,
  told: readonly FleetAlert[] = [],
): readonly Line[] {
  return [
    ...hanging([], 0, jobName(job), context, 'strong'),
    ...jobHead(job, context),
    ...jobBody(job, history, context, told),
  ];
}

/** Its id, with a mark where the path is a guess. */
export function jobName(job: Job): SafeText {
  return say`${job.id}${job.pathExact ? '' : GUESS_MARK}`;
}

/** What stands under its name: how it is, and why it is not fine. */
export function jobHead(job: Job, context: ShowContext): readonly Line[] {
  const tone = statusTone(job.status);
  return [
    ...stateLines(job, context),
    ...section(say`CAUSE`, job.cause === null ? [] : causeLines(job.cause, tone, context)),
  ];
}

/** All the rest. */
export function jobBody(
  job: Job,
  history: readonly Run[] | null,
  context: ShowContext,
  told: readonly FleetAlert[] = [],
): readonly Line[] {
  return [
    ...section(
      say`ALSO`,
      job.otherCauses.flatMap((cause) => causeLines(cause, 'plain', context)),
    ),
    ...section(say`LAST RUN`, lastRunLines(job, context)),
    ...section(say`ALERTS`, alertLines(job, told, context)),
    ...section(say`TREND`, trendLines(job, context)),
    ...section(say`HISTORY`, history === null ? [] : historyLines(history, context)),
    ...section(say`SOURCES`, sourceLines(job, context)),
    ...section(say`EXPECTED`, expectedLines(job, context)),
    ...section(say`NAMES`, nameLines(job, context)),
  ];
}

function stateLines(job: Job, context: ShowContext): readonly Line[] {
  const guess = say`the path is a guess: in the name of the series, _ stands for / or for itself`;
  return [
    ...statusLines(job.status, lastRunInShort(job, context), context),
    ...(job.pathExact ? [] : hanging([], 0, guess, context, 'muted')),
  ];
}

function lastRunInShort({ lastRun, runningSince }: Job, { now }: ShowContext): SafeText {
  const running =
    runningSince === null ? '' : `running for ${shortDuration((now - runningSince) / 1000)}; the run before: `;
  if (lastRun === null) return say`${running}no run is known`;
  const exit =
    lastRun.exitCode === null
      ? 'exit code not known'
      : `exit code ${lastRun.exitCode}, ${outcomeWord(lastRun.exitCode)}`;
  const started = lastRun.startedAt === null ? '' : `; started ${agoText(lastRun.startedAt, now)}`;
  return say`${running}${exit}${started}`;
}

function lastRunLines(job: Job, context: ShowContext): readonly Line[] {
  const { startedAt = null, durationSeconds = null, exitCode = null } = job.lastRun ?? {};
  const { now } = context;
  return [
    ...(job.runningSince === null
      ? []
      : field('running since', momentAndAge(job.runningSince, now), context, statusTone('running'))),
    ...(startedAt === null ? [] : field('started', momentAndAge(startedAt, now), context)),
    ...(durationSeconds === null ? [] : field('duration', say`${longDuration(durationSeconds)}`, context)),
    ...(exitCode === null
      ? []
      : field('exit code', say`${exitCode}: ${describeExit(exitCode)}`, context, exitTone(exitCode))),
    ...(job.lastSuccessAt === null ? [] : field('last success', momentAndAge(job.lastSuccessAt, now), context)),
  ];
}

function alertLines({ id, alerts }: Job, told: readonly FleetAlert[], context: ShowContext): readonly Line[] {
  const own = told.filter(({ jobs }) => jobs.includes(id));
  return alerts.flatMap((alert) => {
    const quiet = quietOf(alert, own, context.now);
    const since = alert.activeAt === null ? '' : `, since ${momentAndAge(alert.activeAt, context.now)}`;
    const severity = alert.severity === null ? '' : `, severity ${alert.severity}`;
    return [
      ...field(
        alert.state,
        say`${alert.name}${since}${severity}`,
        context,
        alert.state === 'firing' ? 'failed' : 'warning',
      ),
      ...(alert.summary === null ? [] : field('', visible(alert.summary), context, 'muted')),
      ...(quiet === null ? [] : field('silenced', quiet, context, 'accent')),
    ];
  });
}

/** Why nobody is told of it; the same rule may have raised several, and one that is told aloud is not quiet. */
function quietOf({ name, state }: Alert, told: readonly FleetAlert[], now: EpochMs): SafeText | null {
  const same = told.filter((each) => each.name === name && each.state === state);
  const texts = same.map((each) => quietText(each, now));
  return texts.includes(null) ? null : (texts[0] ?? null);
}

function expectedLines(job: Job, context: ShowContext): readonly Line[] {
  return [
    ...field('max age', say`${longDuration(job.maxAge.seconds)}, from ${MAX_AGE_FROM[job.maxAge.from]}`, context),
    ...(job.schedule === null ? [] : field('schedule', visible(job.schedule), context)),
    ...nextRunLines(job, context),
    ...listField(
      'declared by',
      job.declaredBy.map(({ origin, where }) => (origin === 'rule' ? visible(where) : say`${origin}: ${where}`)),
      context,
    ),
    ...listField('watched by', job.rules.map(visible), context),
  ];
}

function nameLines(job: Job, context: ShowContext): readonly Line[] {
  const fields = Object.keys(CLASSIC_SUFFIXES) as ClassicField[];
  return [
    ...field('instance', job.instance === null ? say`not known` : visible(job.instance), context),
    ...field('metric', visible(job.metric), context),
    ...listField(
      'series',
      fields.map((each) => visible(classicName(job.metric, each))),
      context,
    ),
    ...(job.dbPath === null ? [] : field('database', say`${job.dbPath}${job.pathExact ? '' : GUESS_MARK}`, context)),
  ];
}
