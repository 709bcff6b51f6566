import { bashText } from '../../../text/bash-text.ts';
import { shortDuration } from '../../../text/duration.ts';
import { moment } from '../../../text/moment.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { unreadText } from '../../database/database-state.ts';
import { type ChainFacts, seenOnHost, unseen } from '../chain-facts.ts';
import { complaintKind } from '../complaint-kind.ts';
import type { HostDatabase } from '../host-facts.ts';
import type { JobOnHost } from '../job-on-host.ts';
import { lastOperation } from '../last-operation.ts';
import { lastWords } from '../last-words.ts';
import { broken, type Fault, fault, intact, type Link, unchecked } from '../link.ts';
import { runningProcess } from '../run-signs.ts';
import { commandThere, jobWord } from '../show-command.ts';

const MIB = 1024 * 1024;

/** Whether the job's own database is there and can be read, and what its last operation was. */
export function databaseLink(facts: ChainFacts): Link {
  const seen = seenOnHost(facts);
  if (seen === null || facts.path === null) return unchecked('database', unseen(facts));
  const { database } = seen;
  if (database === null) {
    const { denied } = seen.host;
    const show = commandThere(facts, { script: 'ls -l /var/duplicati_*.sqlite' });
    const why =
      denied.length > 0 ? say`no permission to look into ${denied.join(', ')}` : say`there is none for this path`;
    return unchecked('database', why, { show });
  }
  const show = commandThere(facts, 'ls', '-l', database.file);
  const found = contentFault(facts, seen, database) ?? saidFault(facts, seen, database);
  if (found !== null) return broken('database', [found], { show });
  const size = sizeText(database);
  const { content } = database;
  if (content.kind === 'failed') {
    if (content.why === 'locked')
      return unchecked(
        'database',
        say`${bashText(database.file)}, ${size}: the run that goes on keeps it locked just now`,
        { show },
      );
    return unchecked('database', content.message, { evidence: [content.hint], show });
  }
  if (content.kind === 'not-asked')
    return unchecked('database', say`${bashText(database.file)}, ${size}; there are too many to ask them all`, {
      show,
    });
  return intact('database', say`${bashText(database.file)}, ${size}`, {
    evidence: [operationText(database), ...content.state.unread.map(unreadText)],
    show: say`duptop tail ${jobWord(facts)}`,
  });
}

function contentFault(facts: ChainFacts, seen: JobOnHost, database: HostDatabase): Fault | null {
  const { content } = database;
  const shown = bashText(database.file);
  if (content.kind === 'read') {
    // Without the journal that a killed run left it may only look so: the next run rolls that back.
    if (content.state.readAs === 'torn') return null;
    const damage = content.state.unread.find(({ isDamage }) => isDamage);
    return damage === undefined
      ? null
      : damaged(facts, say`${shown} is damaged`, [unreadText(damage), sizeText(database)]);
  }
  if (content.kind !== 'failed') return null;
  if (content.why === 'damaged') return damaged(facts, content.message, [sizeText(database), content.hint]);
  if (content.why !== 'locked' || runningProcess(seen) !== null) return null;
  const [holder] = database.holders;
  return fault(
    'database-locked',
    holder === undefined
      ? say`${shown} is locked, and by no run of the job: a backup that starts now fails after 30 s`
      : say`${shown} is locked by process ${holder.pid} (${holder.command}): a backup that starts now fails after 30 s`,
    [
      content.message,
      ...database.holders.map(
        (each) =>
          say`process ${each.pid} (${each.command}) has a lock on it, and has been running for ${shortDuration((seen.host.at - each.startedAt) / 1000)}`,
      ),
    ],
    say`end what holds it (an sqlite3 shell, a copy, a stuck run), then start the job again`,
  );
}

/** What the last run said of the database, where it looks well now. */
function saidFault(facts: ChainFacts, seen: JobOnHost, { file }: HostDatabase): Fault | null {
  const words = lastWords(seen);
  const line = words?.lines.find((each) => complaintKind(each)?.startsWith('database') === true);
  if (words === null || line === undefined) return null;
  const said = say`${words.where}, ${moment(words.at)}: ${line}`;
  if (complaintKind(line) === 'database-locked') {
    const message = say`${bashText(file)} was locked when the last run wanted it`;
    return fault(
      'database-locked',
      message,
      [said],
      say`what else opens it, and at that hour? Nothing may hold it for 30 s; then start the job again`,
    );
  }
  return damaged(facts, say`the last run found ${bashText(file)} damaged`, [said]);
}

function damaged({ host, path }: ChainFacts, message: SafeText, evidence: readonly (SafeText | null)[]): Fault {
  return fault(
    'database-damaged',
    message,
    evidence,
    say`keep a copy of the file, then let "duplicati-cli repair" on ${host} make it anew from the destination of ${path ?? ''}`,
  );
}

function operationText(database: HostDatabase): SafeText {
  const { content } = database;
  if (content.kind === 'read' && content.state.operations === null) return say`its operations can't be read`;
  const last = lastOperation(database);
  if (last === null) return say`no operation is in it`;
  const { state } = last;
  const end =
    state.kind === 'ended'
      ? state.outcome
      : {
          running: 'it goes on',
          unfinished: 'no result: it failed, or was cut off',
          unreadable: "its result can't be understood",
          unread: "its result can't be read",
          'not-kept': 'its result is not kept',
        }[state.kind];
  return say`last operation: ${last.description}, started ${moment(last.startedAt)}: ${end}`;
}

function sizeText({ size }: HostDatabase): SafeText {
  if (size === null) return say`of unknown size`;
  return size < MIB ? say`${Math.ceil(size / 1024)} KiB` : say`${(size / MIB).toFixed(1)} MiB`;
}
