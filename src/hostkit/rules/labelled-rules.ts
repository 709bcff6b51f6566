import type { Seconds } from '../../domain/time.ts';
import { longDuration } from '../../text/duration.ts';
import { LABELLED, SAME_JOB } from './labelled-series.ts';
import { promDuration, promString } from './promql.ts';
import type { AlertingRule, RuleGroup } from './rule-group.ts';
import { exitWords, moment, type Template } from './template.ts';
import type { WatchedJob } from './watched-job.ts';

/** A good backup may be missed once: the failure itself has an alert of its own. */
const WITHOUT_SUCCESS = 2;
/** A label may hold what hides or reorders text. */
const UNSAFE = '`[\\p{C}\\p{Zl}\\p{Zp}]`';
const JOB: Template = `{{ reReplaceAll ${UNSAFE} "?" (printf "%s:%s" $labels.host $labels.path) }}`;
/** Safe to be pasted into a shell, whatever the path holds. */
const WHY: Template = `Why: duptop show '{{ reReplaceAll "'" "'\\\\''" (printf "%s:%s" $labels.host $labels.path) }}'`;

/**
 * Alerts over the labelled family: they watch every job that duptop's wrapper runs, and need no list. `jobs` with an age of their own are
 * held to that instead of `maxAgeSeconds`.
 */
export function labelledRules(jobs: readonly WatchedJob[], maxAgeSeconds: Seconds): RuleGroup {
  const limits: AgeLimits = { usual: maxAgeSeconds, own: ownAges(jobs, maxAgeSeconds) };
  return { name: 'duptop jobs', rules: [notStarted(limits), withoutSuccess(limits), ...ENDED_BADLY, runsTooLong(limits)] };
}

interface AgeLimits {
  readonly usual: Seconds;
  /** Selectors of the jobs with an age of their own, by that age. */
  readonly own: ReadonlyMap<Seconds, readonly string[]>;
}

function ownAges(jobs: readonly WatchedJob[], usual: Seconds): AgeLimits['own'] {
  const own = new Map<Seconds, string[]>();
  for (const { target, maxAgeSeconds } of jobs) {
    if (target === null || maxAgeSeconds === usual) continue;
    const selector = `{host=${promString(target.host)},path=${promString(target.path)}}`;
    const known = own.get(maxAgeSeconds);
    if (known) known.push(selector);
    else own.set(maxAgeSeconds, [selector]);
  }
  return own;
}

/** Each job for which the moment in `series` is longer ago than `times` the age that it is allowed. The value is that age. */
function olderThan(series: string, { usual, own }: AgeLimits, times = 1): string {
  const older = (what: string, seconds: Seconds) => `time() - ${what} > ${Math.ceil(seconds * times)}`;
  if (own.size === 0) return older(series, usual);
  const all = (selectors: readonly string[]) => selectors.map((selector) => series + selector).join(' or ');
  const others = `${older(series, usual)} unless on (host, path) (${all([...own.values()].flat())})`;
  const each = Array.from(own, ([seconds, selectors]) => older(`(${all(selectors)})`, seconds));
  return `(${[others, ...each].join(' or ')})`;
}

function notStarted(limits: AgeLimits): AlertingRule {
  return alert(
    'DuplicatiJobNotStarted',
    `${olderThan(LABELLED.start, limits)} unless ${SAME_JOB} ${LABELLED.running} == 1`,
    `The backup of ${JOB} has not started for {{ $value | humanizeDuration }}.`,
    `Its last run started ${of(LABELLED.start)}${ending()}.`,
  );
}

function withoutSuccess(limits: AgeLimits): AlertingRule {
  const before = promDuration(limits.usual * WITHOUT_SUCCESS);
  const never = `time() - (${LABELLED.start} offset ${before}) unless ${SAME_JOB} ${LABELLED.success} and ${SAME_JOB} ${LABELLED.start}`;
  return alert(
    'DuplicatiJobWithoutSuccess',
    `${olderThan(LABELLED.success, limits, WITHOUT_SUCCESS)} or ${never}`,
    `There has been no good backup of ${JOB} for {{ $value | humanizeDuration }}.`,
    `The last good one ended ${of(LABELLED.success)}{{ with ${query(LABELLED.success)} }}{{ else }}at no time that is known{{ end }}. ` +
      `The last run started ${of(LABELLED.start)}${ending()}.`,
  );
}

function runsTooLong(limits: AgeLimits): AlertingRule {
  return alert(
    'DuplicatiJobRunningTooLong',
    `${olderThan(LABELLED.start, limits)} and ${SAME_JOB} ${LABELLED.running} == 1`,
    `The backup of ${JOB} has been running for {{ $value | humanizeDuration }}.`,
    `It started ${of(LABELLED.start)} and has not ended, or its host went down in the middle of it.`,
    'warning',
  );
}

const ENDED_BADLY: readonly AlertingRule[] = [
  alert(
    'DuplicatiJobFailed',
    `${LABELLED.exitCode} > 9`,
    `The backup of ${JOB} failed.`,
    `Its last run started ${of(LABELLED.start)} and ended with exit code {{ $value }}: ${exitWords('$value')}.`,
  ),
  alert(
    'DuplicatiJobVerificationErrors',
    `${LABELLED.exitCode} == 3`,
    `The backup of ${JOB} is damaged at its destination.`,
    `Its last run started ${of(LABELLED.start)} and ended with exit code 3: the verification found corrupt data.`,
  ),
];

function alert(
  name: string,
  expr: string,
  summary: Template,
  what: Template,
  severity: AlertingRule['labels']['severity'] = 'error',
): AlertingRule {
  return { alert: name, expr, for: '1m', labels: { severity }, annotations: { summary, description: `${what} ${WHY}` } };
}

/** A query for the series of the alert's own job. */
function query(series: string): string {
  return queryOfJob(`${series}{instance=%q,host=%q,path=%q}`);
}

function queryOfJob(expression: string): string {
  return `query (printf "${expression}" $labels.instance $labels.host $labels.path)`;
}

function of(series: string): Template {
  return moment(queryOfJob, `${series}{instance=%q,host=%q,path=%q}`);
}

function ending(): Template {
  return `{{ range ${query(LABELLED.exitCode)} }} and ended with exit code {{ .Value }}{{ end }}`;
}
