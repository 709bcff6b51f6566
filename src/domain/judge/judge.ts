import { type SafeText, say } from '../../text/safe-text.ts';
import type { Cause, CauseCode } from '../cause.ts';
import { asMetric } from '../metric.ts';
import { refusedCharacter } from '../metric-name.ts';
import { type Status, statusRank } from '../status.ts';
import type { EpochMs } from '../time.ts';
import { ALERT_RULE_RULES } from './alert-rule-rules.ts';
import type { InstanceFacts, JobFacts } from './facts.ts';
import { type Finding, finding, type Rule } from './finding.ts';
import { reachabilityFinding, reachabilityOf } from './reachability.ts';
import { RUN_RULES } from './run-rules.ts';
import { SOURCE_RULES } from './source-rules.ts';
import { TEXTFILE_RULES } from './textfile-rules.ts';
import { readsNothing, unreadTextfiles } from './unread-textfiles.ts';

/** A job's status with the cause that made it, and what else is wrong. */
export interface Verdict {
  readonly status: Status;
  readonly cause: Cause | null;
  readonly otherCauses: readonly Cause[];
}

/**
 * The worst finding makes the status; within one status the link nearest to the host comes first: the source before the file, the file
 * before the run, the run before the rules. Causes in `ignored` are told and make no status.
 */
export function judge(facts: JobFacts, now: EpochMs, ignored: ReadonlySet<CauseCode> = new Set()): Verdict {
  const findings: Finding[] = [];
  let worst: Finding | null = null;
  for (const rule of RULES) {
    const found = rule(facts, now);
    if (found === null) continue;
    findings.push(found);
    if (ignored.has(found.cause.code)) continue;
    if (worst === null || statusRank(found.status) < statusRank(worst.status)) worst = found;
  }
  const otherCauses = findings.flatMap((found) => (found === worst ? [] : [found.cause]));
  if (worst !== null) return { status: worst.status, cause: worst.cause, otherCauses };
  if (facts.labelled?.running === true && !facts.stale) return { status: 'running', cause: null, otherCauses };
  if (facts.run === null) return unexplained(facts, otherCauses);
  return { status: 'ok', cause: null, otherCauses };
}

/** From the source to the rules: of findings that are equally bad the first is the cause. */
const RULES: readonly Rule[] = [...SOURCE_RULES, ...TEXTFILE_RULES, ...RUN_RULES, ...ALERT_RULE_RULES];

/** Nothing is known of the job and nothing says why: a Prometheus that is silent about its targets, for example. */
function unexplained(facts: JobFacts, otherCauses: readonly Cause[]): Verdict {
  const { cause } = finding(
    'missing',
    'never-ran',
    say`declared, but no source has shown a run of it`,
    facts.declared.map((job) => say`declared by ${job.where}`),
    say`on ${facts.host}: is the job in root's crontab (crontab -l -u root), and is its exporter scraped?`,
  );
  return { status: 'missing', cause, otherCauses };
}

/**
 * The fault of a host rather than of one known job; `null` where there is none. A dropped file is the host's fault only while it is nobody
 * else's: `explained` says that a known job is missing for it.
 */
export function judgeHost(facts: InstanceFacts, explained: boolean): Cause | null {
  const found = reachabilityFinding(facts, false);
  if (found !== null) return found.cause;
  if (facts.textfileError !== true || explained || reachabilityOf(facts) === 'unknown') return null;
  if (readsNothing(facts)) return unreadTextfiles(facts, 'unknown', spellingHint(facts)).cause;
  return finding(
    'unknown',
    'textfile-rejected',
    say`node_exporter on ${facts.host} dropped a textfile of no known job: it may be a backup that nobody sees`,
    [
      say`node_textfile_scrape_error is 1 on ${facts.instance}; it read ${facts.textFiles.size} other files`,
      spellingHint(facts),
    ],
    say`ssh ${facts.host} journalctl -u prometheus-node-exporter -g textfile -n 5 names the file and the line`,
  ).cause;
}

/** The classic wrapper puts the host's own name into the metric, so such a host can never report. */
function spellingHint({ host }: InstanceFacts): SafeText | null {
  const refused = refusedCharacter(asMetric(host));
  return refused === null
    ? null
    : say`the host's name has "${refused}" in it, which no metric name can hold: the classic wrapper can't report from it`;
}
