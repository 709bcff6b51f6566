import type { Cron, CronEntry, CronStart } from '../../domain/chain/host-facts.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { ScriptRecord } from '../records.ts';
import { loggedMoment, whole } from './read-numbers.ts';
import { groupsOf, RecordGroup } from './sections.ts';

/** What the part of the probe about cron told. */
export function readCron(records: readonly ScriptRecord[], zone: string, now: EpochMs): Cron {
  const told = new RecordGroup('', records);
  const daemons = told.all('cron-daemon');
  return {
    runs: daemons.length > 0 ? true : told.has('sees-processes') ? false : null,
    entries: groupsOf(records, 'cron-line').flatMap(entryOf),
    broken: told.all('cron-broken'),
    mentions: told.all('cron-mention'),
    read: told.all('cron-read'),
    logs: told.all('cron-log'),
    starts: latest(groupsOf(records, 'cron-log').flatMap((log) => startsIn(log, zone, now))),
  };
}

function entryOf(group: RecordGroup): readonly CronEntry[] {
  const [file, program, path] = [group.text('cron-file'), group.text('cron-program'), group.text('cron-path')];
  const state = group.text('cron-state');
  if (file === null || program === null || path === null) return [];
  return [
    {
      file,
      line: whole(group.value) ?? 0,
      state: state === 'off' ? 'off' : 'on',
      ignored: group.text('cron-ignored'),
      schedule: group.text('cron-schedule') ?? '',
      program,
      search: group.text('cron-search') ?? '',
      cut: group.has('cron-cut'),
      byShell: group.has('cron-by-shell'),
      path,
    },
  ];
}

function startsIn(log: RecordGroup, zone: string, now: EpochMs): readonly CronStart[] {
  return log.groups('started-at').flatMap((start) => {
    const at = loggedMoment(start.value, zone, now);
    const path = start.text('started-path');
    return at === null || path === null ? [] : [{ at, path, log: log.value }];
  });
}

function latest(starts: readonly CronStart[]): readonly CronStart[] {
  const byPath = Map.groupBy(starts, ({ path }) => path);
  return Array.from(byPath.values(), (same) => same.reduce((one, other) => (other.at > one.at ? other : one)));
}
