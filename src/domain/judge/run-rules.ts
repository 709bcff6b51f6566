import { shortDuration } from '../../text/duration.ts';
import { moment } from '../../text/moment.ts';
import { ordinal } from '../../text/ordinal.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import type { CauseCode } from '../cause.ts';
import { classicName } from '../metric.ts';
import { describeExit, isGoodBackup, type Outcome, outcomeOf } from '../outcome.ts';
import type { Run } from '../run.ts';
import { shownSighting } from '../sighting.ts';
import type { Status } from '../status.ts';
import type { EpochMs, Seconds } from '../time.ts';
import type { JobFacts } from './facts.ts';
import { type Finding, finding, type Rule } from './finding.ts';
import { isGone } from './is-gone.ts';
import { losesSeries, lostSeriesSeen } from './lost-series.ts';

/** A start so far ahead of our clock is no difference between clocks that anyone keeps. */
const CLOCK_TOLERANCE_SECONDS: Seconds = 60;
/** A run is slow when it takes this many times the median of the earlier ones. */
const SLOW_FACTOR = 3;
/** A run that goes on this many times longer than the longest one before may never end. */
const STUCK_FACTOR = 2;
/** Runs of a few seconds vary by more than that for no reason. */
const SHORTEST_SLOW_SECONDS: Seconds = 60;

const EXIT_CAUSES: Readonly<Record<Outcome, readonly [Status, CauseCode] | null>> = {
  success: null,
  unchanged: null,
  warnings: ['warning', 'exit-warnings'],
  errors: ['failed', 'exit-errors'],
  partial: ['failed', 'exit-partial'],
  failed: ['failed', 'exit-failed'],
  'bad-arguments': ['failed', 'exit-bad-arguments'],
  'not-executable': ['failed', 'exit-not-found'],
  'not-found': ['failed', 'exit-not-found'],
  killed: ['failed', 'exit-killed'],
  other: ['failed', 'exit-failed'],
};

function exitFinding(facts: JobFacts, now: EpochMs): Finding | null {
  const { run } = facts;
  if (run === null || isGone(facts)) return null;
  const { exitCode } = run;
  if (exitCode === null) return null;
  const outcome = outcomeOf(exitCode);
  const cause = EXIT_CAUSES[outcome];
  if (cause === null) return null;
  // An undocumented code below 10 is a success to wrapper and rules; nobody knows what it is to Duplicati.
  const [status, code]: readonly [Status, CauseCode] =
    outcome === 'other' && exitCode < 10 ? ['warning', 'exit-warnings'] : cause;
  return finding(
    status,
    code,
    say`${describeExit(exitCode)} (exit code ${exitCode})`,
    [
      say`${classicName(facts.metric, 'exitCode')} is ${exitCode}, ${newestSource(facts)}`,
      run.startedAt === null ? null : say`the run started ${moment(run.startedAt)}, ${ago(run.startedAt, now)}`,
      failuresInARow(facts, now),
      lastSuccess(facts, now),
      facts.labelled?.attempts == null ? null : say`it was tried ${facts.labelled.attempts} times`,
      outcome === 'errors' ? say`the field's alert rule (> 9) stays silent about 3` : null,
    ],
    nextForExit(outcome, facts),
  );
}

function nextForExit(outcome: Outcome, { host, path }: JobFacts): SafeText {
  switch (outcome) {
    case 'warnings':
      return say`read the warnings on ${host}: root's mail or the cron log of that run, or the last Result in the job's database`;
    case 'errors':
      return say`the data at the destination is damaged: run "duplicati-cli test" and "repair" for ${path} on ${host} before you rely on it`;
    case 'partial':
      return say`the backup of ${path} stopped before it was done: start it again on ${host} and watch that it finishes`;
    case 'bad-arguments':
      return say`look at the crontab line of ${path} on ${host} (crontab -l -u root): an argument is missing, or a % cut the line`;
    case 'not-executable':
    case 'not-found':
      return say`on ${host}: is duplicati-cli installed, executable, and in the PATH that cron has (/usr/bin:/bin)?`;
    case 'killed':
      return say`find out who stopped it on ${host}: journalctl -k -g "killed process" for the OOM killer, a reboot, or a person`;
    default:
      return say`the reason is in the console output of that run on ${host} (root's mail, or the cron log): destination, passphrase, database or disk`;
  }
}

function incomplete(facts: JobFacts): Finding | null {
  const { run } = facts;
  if (run === null) return null;
  const lost = (['start', 'seconds', 'exitCode'] as const).filter((field) => valueIn(run, field) === null);
  if (lost.length === 0 || facts.labelled !== null) return null;
  const hidden = facts.instance !== null && losesSeries(facts.instance) === true;
  return finding(
    lost.length === 1 && lost[0] === 'seconds' ? 'warning' : 'unknown',
    hidden ? 'textfile-shadowed' : 'textfile-missing',
    say`the job's metrics are incomplete: ${lost.map((field) => classicName(facts.metric, field)).join(', ')} missing or not a valid number`,
    [
      say`${newestSource(facts)} shows the job without ${lost.length === 1 ? 'it' : 'them'}`,
      facts.instance && lostSeriesSeen(facts.instance),
    ],
    say`look at duplicati_${facts.metric}.prom on ${facts.host}: it must hold three lines, each with a number`,
  );
}

function valueIn(run: Run, field: 'start' | 'seconds' | 'exitCode'): number | null {
  return field === 'start' ? run.startedAt : field === 'seconds' ? run.durationSeconds : run.exitCode;
}

function ageFinding(facts: JobFacts, now: EpochMs): Finding | null {
  const { run } = facts;
  if (run === null) return null;
  const runningSince = facts.labelled?.running === true ? facts.labelled.lastStartAt : null;
  const startedAt = runningSince ?? run.startedAt;
  if (startedAt === null) return null;
  const age = (now - startedAt) / 1000;
  if (age < -CLOCK_TOLERANCE_SECONDS) return clockSkew(facts, startedAt, now);
  // Of a run that no source shows any more it can't be said that none came after it.
  if (facts.stale || age <= facts.maxAge.seconds) return null;
  const { seconds, from } = facts.maxAge;
  return finding(
    'late',
    'late',
    runningSince === null
      ? say`the last run started ${shortDuration(age)} ago; at most ${shortDuration(seconds)} is allowed`
      : say`it has been running for ${shortDuration(age)}; a run is due every ${shortDuration(seconds)}`,
    [
      say`${classicName(facts.metric, 'start')} says ${moment(startedAt)}, ${newestSource(facts)}`,
      say`the limit comes from ${LIMIT_ORIGINS[from]}`,
      facts.labelled === null
        ? say`metrics are written at the end of a run: it may be running now, or was killed before it could write`
        : null,
      lastSuccess(facts, now),
    ],
    say`on ${facts.host}: is the job in root's crontab (crontab -l -u root), did cron start it (journalctl -u cron), does it run (pgrep -af duplicati)?`,
  );
}

const LIMIT_ORIGINS = {
  config: "the job's configuration",
  schedule: "the job's schedule",
  rule: 'its loaded alert rule',
  default: 'the default',
} as const;

function clockSkew(facts: JobFacts, startedAt: EpochMs, now: EpochMs): Finding {
  const ahead = shortDuration((startedAt - now) / 1000);
  const said = [
    say`${classicName(facts.metric, 'start')} says ${moment(startedAt)}, ${newestSource(facts)}`,
    say`here it is ${moment(now)}`,
  ];
  const scrapedAt = facts.seen.prometheus?.stale === false ? facts.seen.prometheus.at : null;
  if (scrapedAt !== null && scrapedAt >= startedAt - CLOCK_TOLERANCE_SECONDS * 1000) {
    return finding(
      'unknown',
      'clock-skew',
      say`the clock of this machine is behind: by it the last run started ${ahead} in the future, so ages can't be judged`,
      [...said, say`Prometheus scraped that at ${moment(scrapedAt)} by its own clock`],
      say`mend time synchronisation here (timedatectl), then look again`,
    );
  }
  return finding(
    'unknown',
    'clock-skew',
    say`the clock of ${facts.host} is ahead: the last run started ${ahead} in the future, so its age can't be judged`,
    said,
    say`compare the clocks (ssh ${facts.host} date -u) and mend time synchronisation there`,
  );
}

function slow(facts: JobFacts, now: EpochMs): Finding | null {
  const { run, trend, labelled } = facts;
  const durations = trend?.durations ?? null;
  if (run === null || durations === null) return null;
  const runningSince = labelled?.running === true ? labelled.lastStartAt : null;
  const seconds = runningSince === null ? run.durationSeconds : (now - runningSince) / 1000;
  const { medianSeconds, longestSeconds } = durations;
  if (seconds === null || seconds < SHORTEST_SLOW_SECONDS || seconds <= SLOW_FACTOR * medianSeconds) return null;
  if (runningSince === null && (run.exitCode === null || !isGoodBackup(run.exitCode))) return null;
  const usual = say`the median of the ${durations.runs} good runs before is ${shortDuration(medianSeconds)}`;
  const longest = say`the longest of them took ${shortDuration(longestSeconds)}`;
  if (runningSince !== null && seconds > STUCK_FACTOR * longestSeconds) {
    return finding(
      'slow',
      'slow',
      say`it has been running for ${shortDuration(seconds)}, much longer than ever: it may be stuck; ${usual}`,
      [longest, say`it started ${moment(runningSince)}, ${newestSource(facts)}`],
      say`on ${facts.host}: does it still move (pgrep -af duplicati, and the upload)? Until it ends, the next run can't start`,
    );
  }
  return finding(
    'slow',
    'slow',
    say`${runningSince === null ? 'the last run took' : 'it has been running for'} ${shortDuration(seconds)}; ${usual}`,
    [say`more than ${SLOW_FACTOR} times the median, by Prometheus' history`, longest],
    say`look at what changed on ${facts.host}: more data, a slow destination, or load; "duptop show ${facts.host}:${facts.path}" lists the runs`,
  );
}

/** Evidence: since when it has been failing, where history knows. */
function failuresInARow({ trend }: JobFacts, now: EpochMs): SafeText | null {
  const failing = trend?.failing ?? null;
  if (trend === null || failing === null || failing.since === null) return null;
  const since = say`${moment(failing.since)}, ${ago(failing.since, now)}`;
  if (!failing.sinceExact) return say`all ${failing.runs} known runs failed, the first of them started ${since}`;
  return failing.runs === 1
    ? say`the first failure after good runs`
    : say`the ${ordinal(failing.runs)} failure in a row, since ${since}`;
}

function lastSuccess({ lastSuccessAt, trend }: JobFacts, now: EpochMs): SafeText | null {
  if (lastSuccessAt !== null)
    return say`the last good backup completed ${moment(lastSuccessAt)}, ${ago(lastSuccessAt, now)}`;
  return trend === null ? null : say`no good run is known since ${moment(trend.knownSince)}`;
}

/** The source whose values are judged, and how old they are: `from exporter http://… as of …`. */
function newestSource({ seen, stale }: JobFacts): SafeText {
  const sighting = shownSighting(seen);
  if (sighting === null) return say`from no source`;
  return say`from ${sighting.source} as of ${moment(sighting.at)}${stale ? ' (last known)' : ''}`;
}

function ago(at: EpochMs, now: EpochMs): SafeText {
  return now >= at
    ? say`${shortDuration((now - at) / 1000)} ago`
    : say`${shortDuration((at - now) / 1000)} ahead of our clock`;
}

/** What the last run itself shows: how it ended, how old it is, how long it took. */
export const RUN_RULES: readonly Rule[] = [exitFinding, incomplete, ageFinding, slow];
