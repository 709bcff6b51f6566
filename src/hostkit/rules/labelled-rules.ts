import type { Seconds } from '../../domain/time.ts';
import { LABELLED, SAME_JOB } from './labelled-series.ts';
import { oneOf, promDuration, promString } from './promql.ts';
import type { AlertingRule, RuleGroup } from './rule-group.ts';
import { endingOf, exitWords, momentOf, type Template, type Which, whereNone } from './template.ts';
import type { WatchedJob } from './watched-job.ts';

/** A good backup may be missed once: the failure itself has an alert of its own. */
const WITHOUT_SUCCESS = 2;
/** A label may hold what hides or reorders text. */
const UNSAFE = '`[\\p{C}\\p{Zl}\\p{Zp}]`';
const JOB: Template = `{{ reReplaceAll ${UNSAFE} "?" (printf "%s:%s" $labels.host $labels.path) }}`;
const OF_JOB: Which = ['instance', 'host', 'path'].map((label) => [label, `$labels.${label}`]);
/** Safe to be pasted into a shell, whatever the path holds. */
const WHY: Template = `Why: duptop show '{{ reReplaceAll "'" "'\\\\''" (printf "%s:%s" $labels.host $labels.path) }}'`;

/**
 * Alerts over the labelled family: they watch every job that duptop's wrapper runs, and need no list. `jobs` with an age of their own are
 * held to that instead of `maxAgeSeconds`.
 */
export function labelledRules(jobs: readonly WatchedJob[], maxAgeSeconds: Seconds): RuleGroup {
  const limits: AgeLimits = { usual: maxAgeSeconds, own: ownAges(jobs, maxAgeSeconds) };
  return {
    name: 'duptop jobs',
    rules: [notStarted(limits), withoutSuccess(limits), ...ENDED_BADLY, runsTooLong(limits)],
  };
}

interface AgeLimits {
  readonly usual: Seconds;
  /** Selectors of the jobs with an age of their own, by that age. */
  readonly own: ReadonlyMap<Seconds, readonly string[]>;
}

function ownAges(jobs: readonly WatchedJob[], usual: Seconds): AgeLimits['own'] {
  const own = Map.groupBy(
    jobs.filter(({ maxAgeSeconds }) => maxAgeSeconds !== usual),
    ({ maxAgeSeconds }) => maxAgeSeconds,
  );
  const selectors = Array.from(own, ([seconds, each]) => [seconds, selectorsOf(each)] as const);
  return new Map(selectors.filter(([, each]) => each.length > 0));
}

/** One for each path, with all of its hosts: a selector a job would make expressions that are too long to be followed. */
function selectorsOf(jobs: readonly WatchedJob[]): readonly string[] {
  const hostsByPath = new Map<string, string[]>();
  for (const { target } of jobs) {
    const path = target && promString(target.path);
    if (!target || path === null || promString(target.host) === null) continue;
    const hosts = hostsByPath.get(path);
    if (hosts) hosts.push(target.host);
    else hostsByPath.set(path, [target.host]);
  }
  return Array.from(hostsByPath, ([path, hosts]) => `{host=~${promString(oneOf(hosts))},path=${path}}`);
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
    `Its last run started ${momentOf(LABELLED.start, OF_JOB)}${endingOf(LABELLED.exitCode, OF_JOB)}.`,
  );
}

function withoutSuccess(limits: AgeLimits): AlertingRule {
  const before = promDuration(limits.usual * WITHOUT_SUCCESS);
  const never = `time() - (${LABELLED.start} offset ${before}) unless ${SAME_JOB} ${LABELLED.success} and ${SAME_JOB} ${LABELLED.start}`;
  return alert(
    'DuplicatiJobWithoutSuccess',
    `${olderThan(LABELLED.success, limits, WITHOUT_SUCCESS)} or ${never}`,
    `There has been no good backup of ${JOB} for {{ $value | humanizeDuration }}.`,
    `The last good one ended ${momentOf(LABELLED.success, OF_JOB)}${whereNone(LABELLED.success, OF_JOB, 'at no time that is known')}. ` +
      `The last run of any kind started ${momentOf(LABELLED.start, OF_JOB)}.`,
  );
}

function runsTooLong(limits: AgeLimits): AlertingRule {
  return alert(
    'DuplicatiJobRunningTooLong',
    `${olderThan(LABELLED.start, limits)} and ${SAME_JOB} ${LABELLED.running} == 1`,
    `The backup of ${JOB} has been running for {{ $value | humanizeDuration }}.`,
    `It started ${momentOf(LABELLED.start, OF_JOB)} and has not ended, or its host went down in the middle of it.`,
    'warning',
  );
}

const ENDED_BADLY: readonly AlertingRule[] = [
  alert(
    'DuplicatiJobFailed',
    `${LABELLED.exitCode} > 9`,
    `The backup of ${JOB} failed.`,
    `Its last run ended ${momentOf(LABELLED.completion, OF_JOB)} with exit code {{ $value }}: ${exitWords()}.`,
  ),
  alert(
    'DuplicatiJobVerificationErrors',
    `${LABELLED.exitCode} == 3`,
    `The backup of ${JOB} is damaged at its destination.`,
    `Its last run ended ${momentOf(LABELLED.completion, OF_JOB)} with exit code 3: the verification found corrupt data.`,
  ),
];

function alert(
  name: string,
  expr: string,
  summary: Template,
  what: Template,
  severity: AlertingRule['labels']['severity'] = 'error',
): AlertingRule {
  return {
    alert: name,
    expr,
    for: '1m',
    labels: { severity },
    annotations: { summary, description: `${what} ${WHY}` },
  };
}
