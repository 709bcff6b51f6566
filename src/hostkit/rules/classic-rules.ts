import { classicName } from '../../domain/metric.ts';
import type { Seconds } from '../../domain/time.ts';
import { longDuration } from '../../text/duration.ts';
import { visible } from '../../text/safe-text.ts';
import type { AlertingRule, RuleGroup } from './rule-group.ts';
import { agoOf, endingOf, exitWords, literal, momentOf, showCommand, type Template, type Which } from './template.ts';
import type { WatchedJob } from './watched-job.ts';

const HOUR: Seconds = 3600;
/** How far back an alert looks for the last run of a job whose series are gone. */
const REMEMBERED = '7d';

/**
 * The field's two alerts for each job, by the field's names, over the three classic series; and a third for exit code 3, which the second one
 * takes for a success though it means corrupt data at the destination.
 */
export function classicRules(jobs: readonly WatchedJob[]): RuleGroup {
  return { name: 'Amaterasu', rules: jobs.flatMap((job) => [notStarted(job), failed(job), damaged(job)]) };
}

function notStarted(job: WatchedJob): AlertingRule {
  const { metric, maxAgeSeconds } = job;
  const series = classicName(metric, 'start');
  return alert(
    `MONITORED DUPLICATI JOB ${metric} DIDNT START IN ${within(maxAgeSeconds)}`,
    `time() - ${series} > ${Math.ceil(maxAgeSeconds)} or absent(${series})`,
    `The backup of ${nameOf(job)} has not started for ${longDuration(maxAgeSeconds)}, or its metrics are gone.`,
    lastRuns(job),
    job,
  );
}

function failed(job: WatchedJob): AlertingRule {
  return alert(
    `MONITORED DUPLICATI JOB ${job.metric} HAD FAILURE`,
    `${classicName(job.metric, 'exitCode')} > 9`,
    `The backup of ${nameOf(job)} failed.`,
    `Its last run on {{ $labels.instance }} started ${startOfRun(job)} and ended with exit code {{ $value }}: ${exitWords()}. `,
    job,
  );
}

function damaged(job: WatchedJob): AlertingRule {
  return alert(
    `MONITORED DUPLICATI JOB ${job.metric} FOUND CORRUPT DATA`,
    `${classicName(job.metric, 'exitCode')} == 3`,
    `The backup of ${nameOf(job)} is damaged at its destination.`,
    `Its last run on {{ $labels.instance }} started ${startOfRun(job)} and ended with exit code 3: the verification found corrupt data. `,
    job,
  );
}

function alert(name: string, expr: string, summary: Template, what: Template, job: WatchedJob): AlertingRule {
  const description = `${what}Why: ${showCommand(job.name)}`;
  return { alert: name, expr, for: '1m', labels: { severity: 'error' }, annotations: { summary, description } };
}

/** `24hrs` as the field writes it. */
function within(seconds: Seconds): string {
  return seconds % HOUR === 0 ? `${seconds / HOUR}hrs` : longDuration(seconds);
}

function nameOf({ name }: WatchedJob): Template {
  return literal(visible(name));
}

/** When the run that an alert is about started. */
function startOfRun({ metric }: WatchedJob): Template {
  return momentOf(classicName(metric, 'start'), [['instance', '$labels.instance']]);
}

/** The last run on every instance that has the job, a sentence each, oldest first; where none has it any more, the last one that is remembered. */
function lastRuns({ metric }: WatchedJob): Template {
  const series = classicName(metric, 'start');
  const thisInstance: Which = [['instance', '.Labels.instance']];
  const ended = endingOf(classicName(metric, 'exitCode'), thisInstance);
  const shown = `The last run on {{ .Labels.instance }} started {{ .Value | humanizeTimestamp }}${agoOf(series, thisInstance)}${ended}. `;
  const gone =
    'No exporter shows it. The last run known on {{ .Labels.instance }} started {{ .Value | humanizeTimestamp }}. ';
  const never = `No exporter shows it, nor did one in the last ${REMEMBERED}. `;
  const remembered = `query "sort(last_over_time(${series}[${REMEMBERED}]))"`;
  return `{{ range query "sort(${series})" }}${shown}{{ else }}{{ range ${remembered} }}${gone}{{ else }}${never}{{ end }}{{ end }}`;
}
