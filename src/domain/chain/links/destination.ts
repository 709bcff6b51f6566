import { moment } from '../../../text/moment.ts';
import { say } from '../../../text/safe-text.ts';
import { isGoodBackup } from '../../outcome.ts';
import { type ChainFacts, seenOnHost, unseen } from '../chain-facts.ts';
import { complaintKind, destinationTrouble } from '../complaint-kind.ts';
import { lastOperation } from '../last-operation.ts';
import { lastWords } from '../last-words.ts';
import { broken, fault, intact, type Link, unchecked } from '../link.ts';
import { commandThere, jobWord } from '../show-command.ts';

/** Whether the last run could use its destination. */
export function destinationLink(facts: ChainFacts): Link {
  const seen = seenOnHost(facts);
  if (seen === null || facts.path === null) return unchecked('destination', unseen(facts));
  const words = lastWords(seen);
  const line = words?.lines.find((each) => complaintKind(each) === 'destination');
  const show =
    words === null
      ? null
      : words.where.endsWith('.sqlite')
        ? say`duptop tail ${jobWord(facts)}`
        : commandThere(facts, 'cat', words.where);
  if (words !== null && line !== undefined) {
    const message = say`the destination failed the last run: ${destinationTrouble(line)}`;
    const evidence = [say`${words.where}, ${moment(words.at)}:`, ...words.lines];
    const next = say`try the destination from ${facts.host}: network and DNS there, its credentials (authid), its quota; then start the job again: duptop run ${jobWord(facts)}`;
    return broken('destination', [fault('destination-unreachable', message, evidence, next)], { show });
  }
  if (words !== null)
    return intact('destination', say`the last run complained, but not of its destination`, {
      evidence: words.lines,
      show,
    });
  const last = lastOperation(seen.database);
  const code = facts.job?.lastRun?.exitCode ?? null;
  if ((last?.state.kind === 'ended' && last.state.result.parsed !== 'fatal') || (code !== null && isGoodBackup(code))) {
    return intact('destination', say`the last run that ended had no trouble with it`);
  }
  return unchecked(
    'destination',
    say`nothing on the host keeps what the last run said: with the classic wrapper only root's mail has it`,
  );
}
