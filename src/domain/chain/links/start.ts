import { shortDuration } from '../../../text/duration.ts';
import { moment } from '../../../text/moment.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { type ChainFacts, judged, seenOnHost, unseen } from '../chain-facts.ts';
import { brokenBy, intact, judgedFault, type Link, unchecked } from '../link.ts';
import { lastStart } from '../run-signs.ts';
import { commandThere, jobWord, quoted } from '../show-command.ts';

/** Whether the job was ever started, and when last. */
export function startLink(facts: ChainFacts): Link {
  const seen = seenOnHost(facts);
  const started = seen === null ? null : lastStart(seen);
  const log = seen?.log?.file;
  const show =
    seen === null
      ? null
      : log != null
        ? commandThere(facts, { script: `grep -a '^===' ${quoted(log)} | tail` })
        : commandThere(facts, { script: "journalctl -t CRON -g duplicati -n 20 -o cat | cut -d' ' -f1-4" });
  if (started !== null) {
    const age = shortDuration(Math.max(0, facts.now - started.at) / 1000);
    return intact('start', say`last started ${age} ago, as ${started.where} tells`, {
      evidence: [moment(started.at)],
      show,
    });
  }
  const looked = seen === null ? null : logsText(seen.host.cron.logs);
  const faults = judged(facts, 'never-ran').map((cause) => judgedFault(cause, [looked], nextOf(facts)));
  return brokenBy('start', faults, { show }, () => {
    const at = facts.job?.lastRun?.startedAt ?? null;
    if (at !== null) {
      return intact('start', say`last started ${shortDuration((facts.now - at) / 1000)} ago, as its metrics say`, {
        evidence: [looked],
        show,
      });
    }
    return unchecked('start', seen === null ? unseen(facts) : say`no log tells of a start`, {
      evidence: [looked],
      show,
    });
  });
}

/** Where the crontab has its line, that is no question any more. */
function nextOf(facts: ChainFacts): { readonly next?: SafeText } {
  const entry = seenOnHost(facts)?.entries[0];
  if (entry === undefined || entry.state === 'off') return {};
  return {
    next: say`cron starts it at "${entry.schedule}" (${entry.file} line ${entry.line}): has that time come since the line is there? duptop run ${jobWord(facts)} starts it now`,
  };
}

function logsText(logs: readonly string[]) {
  return logs.length === 0 ? say`there is no log of cron to look into` : say`no start of it in ${logs.join(', ')}`;
}
