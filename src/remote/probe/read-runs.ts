import type {
  BackupProcess,
  Holder,
  LogEvent,
  NotedRun,
  RunLock,
  SeenProcess,
  WrapperLog,
} from '../../domain/chain/host-facts.ts';
import { redact } from '../../text/redact.ts';
import { visible } from '../../text/safe-text.ts';
import { reasonIn } from '../database/job-log.ts';
import type { ScriptRecord } from '../records.ts';
import { outputLines } from '../run/output-lines.ts';
import { loggedMoment, momentOf, whole } from './read-numbers.ts';
import { groupsOf, type RecordGroup } from './sections.ts';

const EVENT = /^=== (\S+) (.*)$/s;
const KINDS: readonly (readonly [RegExp, LogEvent['kind']])[] = [
  [/^run started/, 'started'],
  [/^ended with/, 'ended'],
  [/^skipped: another run/, 'skipped'],
];
const LONGEST_EVENT = 300;

export function readProcesses(records: readonly ScriptRecord[]): readonly BackupProcess[] {
  return groupsOf(records, 'process').flatMap((group) => {
    const seen = processIn(group, 'process');
    if (seen === null) return [];
    const database = group.text('process-database');
    const paths = group.all('process-path');
    return (paths.length === 0 ? [null] : paths).map((path) => ({ ...seen, path, database }));
  });
}

export function readLocks(records: readonly ScriptRecord[]): readonly RunLock[] {
  return groupsOf(records, 'lock').map((group) => ({ key: group.value, holders: holdersIn(group, 'lock-holder') }));
}

/** Holders of a lock, as the records of that name tell them. */
export function holdersIn(group: RecordGroup, name: string): readonly Holder[] {
  return group.groups(name).flatMap((holder) => {
    const seen = processIn(holder, name);
    return seen === null ? [] : [{ ...seen, command: holder.text(`${name}-command`) ?? '' }];
  });
}

export function processIn(group: RecordGroup, name: string): SeenProcess | null {
  const [pid, startedAt] = [whole(group.value), momentOf(group.text(`${name}-started`))];
  return pid === null || startedAt === null ? null : { pid, startedAt };
}

/** The parts of the wrapper's logs. Their lines may hold what duplicati-cli said. */
export function readLogs(records: readonly ScriptRecord[]): readonly WrapperLog[] {
  return groupsOf(records, 'log').map((group) => ({
    key: group.value,
    file: group.text('log-file'),
    events: group.all('log-line').flatMap(eventIn),
    reason: reasonIn(group.text('log-reason') ?? ''),
  }));
}

export function readOwnRuns(records: readonly ScriptRecord[]): readonly NotedRun[] {
  return groupsOf(records, 'own-run').flatMap((group) => {
    const [key, startedAt] = [group.text('own-key'), momentOf(group.text('own-start'))];
    if (key === null || startedAt === null) return [];
    const [exitCode, at] = [whole(group.text('own-code')), momentOf(group.text('own-end'))];
    const output = group.text('own-output') ?? '';
    return [
      {
        key,
        folder: group.value,
        startedAt,
        end: exitCode === null || at === null ? null : { exitCode, at },
        lines: output === '' ? [] : outputLines(new TextEncoder().encode(output)),
      },
    ];
  });
}

function eventIn(line: string): readonly LogEvent[] {
  const [, when, text] = EVENT.exec(line) ?? [];
  const at = when === undefined ? null : loggedMoment(when, '+0000', Number.POSITIVE_INFINITY);
  if (at === null || text === undefined) return [];
  const kind = KINDS.find(([words]) => words.test(text))?.[1] ?? 'other';
  return [{ at, kind, text: visible(redact(text.slice(0, LONGEST_EVENT))) }];
}
