import { shortDuration } from '../../../text/duration.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import type { Cause } from '../../cause.ts';
import { describeExit } from '../../outcome.ts';
import { type ChainFacts, judged, seenOnHost } from '../chain-facts.ts';
import type { JobOnHost } from '../job-on-host.ts';
import { type LastWords, lastWords } from '../last-words.ts';
import { brokenBy, type Fault, intact, judgedFault, type Link, unchecked } from '../link.ts';
import { outputOf } from '../own-run.ts';
import { runningProcess } from '../run-signs.ts';
import { commandThere, jobWord } from '../show-command.ts';
import { fileRun } from '../textfile-of-job.ts';

/** How the last run ended, how old it is, and how long it took. */
export function outcomeLink(facts: ChainFacts): Link {
  const { job, now } = facts;
  const seen = seenOnHost(facts);
  const causes = judged(
    facts,
    'exit-failed',
    'exit-errors',
    'exit-partial',
    'exit-bad-arguments',
    'exit-not-found',
    'exit-killed',
    'exit-warnings',
    'clock-skew',
    'late',
    'slow',
  );
  const show = facts.path === null ? null : say`duptop show ${jobWord(facts)}`;
  return brokenBy(
    'outcome',
    causes.flatMap((cause) => withHost(facts, cause)),
    { show },
    () => {
      const run = job?.lastRun ?? (seen === null ? null : fileRun(seen));
      if (run?.exitCode == null) return unchecked('outcome', say`no end of a run is known`, { show });
      const age = run.startedAt === null ? '' : `, started ${shortDuration((now - run.startedAt) / 1000)} ago`;
      return intact('outcome', say`${describeExit(run.exitCode)} (exit code ${run.exitCode})${age}`, { show });
    },
  );
}

function withHost(facts: ChainFacts, cause: Cause): readonly Fault[] {
  const seen = seenOnHost(facts);
  if (seen === null) return [judgedFault(cause)];
  const running = runningProcess(seen);
  if (
    cause.code === 'late' &&
    running !== null &&
    seen.host.at - running.startedAt < (facts.job?.maxAge.seconds ?? 0) * 1000
  )
    return [];
  if (cause.code === 'late') return [lateFault(facts, seen, cause)];
  if (!cause.code.startsWith('exit-')) return [judgedFault(cause)];
  const words = lastWords(seen);
  const [entry] = seen.entries;
  const evidence = [
    ...(words === null || words.lines.length === 0 ? [] : [say`${words.where}:`, ...words.lines]),
    entry?.cut === true
      ? say`${entry.file} line ${entry.line}: cron ends the command at its first %, and drops the rest`
      : null,
  ];
  return [judgedFault(cause, evidence, cause.code === 'exit-failed' ? { next: nextOf(facts, seen, words) } : {})];
}

/** Where all is that the run said; the classic wrapper keeps nothing of it. */
function nextOf(facts: ChainFacts, { log, own }: JobOnHost, words: LastWords | null): SafeText {
  if (log?.file != null)
    return say`${commandThere(facts, 'tail', '-n', '50', log.file)} shows all that duplicati-cli said`;
  if (own !== null && words?.where === outputOf(own))
    return say`duptop run --follow ${jobWord(facts)} shows all that it said; duptop run ${jobWord(facts)} starts it again`;
  return say`the classic wrapper keeps nothing of what was said; duptop run ${jobWord(facts)} starts it again, and shows it`;
}

/** What could have kept it from running has been looked at by now. */
function lateFault(facts: ChainFacts, seen: JobOnHost, cause: Cause): Fault {
  const known = { ...cause, evidence: cause.evidence.filter((line) => !line.startsWith('metrics are written')) };
  const running = runningProcess(seen);
  if (running !== null) {
    const since = shortDuration((seen.host.at - running.startedAt) / 1000);
    return judgedFault(known, [say`process ${running.pid} of it has been running for ${since}`], {
      next: say`does it get on? duptop tail ${jobWord(facts)} shows whether uploads go on; if it is stuck: duptop run --stop ${jobWord(facts)}`,
    });
  }
  const [entry] = seen.entries;
  if (entry === undefined || entry.state === 'off') return judgedFault(known);
  return judgedFault(
    known,
    [say`${entry.file} line ${entry.line} starts it at "${entry.schedule}"; nothing of it runs now`],
    {
      next: say`was ${facts.host} off, or cron stopped, when it was due? (last reboot; journalctl -u cron); duptop run ${jobWord(facts)} starts it now`,
    },
  );
}
