import type { HostFacts } from '../../domain/chain/host-facts.ts';
import type { EpochMs } from '../../domain/time.ts';
import { readRecords } from '../records.ts';
import { readCron } from './read-cron.ts';
import { readDatabases } from './read-databases.ts';
import { readDisks } from './read-disks.ts';
import { momentOf } from './read-numbers.ts';
import { readLocks, readLogs, readOwnRuns, readProcesses } from './read-runs.ts';
import { readExporters, readTextfileFolders } from './read-textfiles.ts';
import { readSearches, readWrappers } from './read-wrappers.ts';
import { RecordGroup, sectionsOf } from './sections.ts';

/** Reads what the probe printed. `now` stands in for the host's clock where it does not tell it. */
export function readHost(output: Uint8Array, selects: number, now: EpochMs): HostFacts {
  const sections = sectionsOf(output);
  const first = sections[0]?.bytes ?? output;
  const records = readRecords(first);
  const told = new RecordGroup('', records);
  const at = momentOf(told.text('now')) ?? now;
  const uptime = Number(told.text('uptime') || Number.NaN);
  const { databases, denied } = readDatabases(sections, selects, at);
  return {
    at,
    name: told.text('name') ?? '',
    isRoot: told.text('user') === '0',
    bootedAt: uptime >= 0 ? at - Math.round(uptime * 1000) : null,
    seesProcesses: told.has('sees-processes'),
    cron: readCron(records, told.text('zone') ?? '', at),
    wrappers: readWrappers(records),
    searches: readSearches(records),
    processes: readProcesses(records),
    locks: readLocks(records),
    logs: readLogs(records),
    ownRuns: readOwnRuns(records),
    databases,
    denied,
    textfiles: readTextfileFolders(records, first),
    exporters: readExporters(records),
    exporterUnit: told.text('exporter-unit') || null,
    misplacedSetting: told.text('exporter-misplaced'),
    disks: readDisks(records),
  };
}
