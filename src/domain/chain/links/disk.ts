import { moment } from '../../../text/moment.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { isGoodBackup } from '../../outcome.ts';
import { type ChainFacts, seenOnHost, unseen } from '../chain-facts.ts';
import { complaintKind } from '../complaint-kind.ts';
import type { DiskSpace } from '../host-facts.ts';
import { lastWords } from '../last-words.ts';
import { brokenBy, type Fault, fault, intact, type Link, unchecked } from '../link.ts';
import { isOverdue } from '../overdue.ts';
import { commandThere, quoted } from '../show-command.ts';

const MIB = 1024 * 1024;
/** Databases, logs and metrics are small; with less than this nothing can be written. */
const LEAST_BYTES = MIB;
/** Wrappers make volumes of 50 MB (`--dblock-size`), here first. */
const TEMPORARY = '/tmp';
const VOLUME_BYTES = 50 * MIB;

/** Whether there is room for database, log, metrics and the volumes on their way. */
export function diskLink(facts: ChainFacts): Link {
  const seen = seenOnHost(facts);
  if (seen === null) return unchecked('disk', unseen(facts));
  const { disks } = seen.host;
  const mounts = [...Map.groupBy(disks, ({ mount }) => mount).values()];
  const show = commandThere(facts, { script: 'df -h /var /tmp /var/lib/prometheus; df -i /var /tmp' });
  const faults = [...mounts.flatMap((same) => diskFault(facts, same)), ...saidFault(facts)];
  return brokenBy('disk', faults.slice(0, Math.max(1, mounts.length)), { show }, () => {
    if (disks.length === 0) return unchecked('disk', say`df tells nothing there`, { show });
    return intact('disk', say`there is room: ${mounts.map(([disk]) => roomText(disk)).join(', ')}`, { show });
  });
}

function diskFault(facts: ChainFacts, same: readonly DiskSpace[]): readonly Fault[] {
  const [disk] = same;
  if (disk === undefined) return [];
  const { mount, availableBytes, availableInodes, readOnly } = disk;
  const folders = say`what backups need is there: ${[...new Set(same.map(({ folder }) => folder))].join(', ')}`;
  const next = say`make room on ${facts.host} (du -xh ${quoted(mount)} | sort -h | tail), then start the job again`;
  if (readOnly) {
    return [
      fault(
        'disk-full',
        say`${mount} is mounted read-only: nothing can be written there`,
        [folders],
        say`why did it become so? (dmesg); mount it writable again`,
      ),
    ];
  }
  if (availableInodes === 0)
    return [fault('disk-full', say`${mount} has no inode left: no file can be made there`, [folders], next)];
  if (availableBytes === null) return [];
  if (availableBytes < LEAST_BYTES) return [fault('disk-full', say`${mount} is full`, [roomText(disk), folders], next)];
  if (same.every(({ folder }) => folder !== TEMPORARY) || availableBytes >= VOLUME_BYTES) return [];
  // What changes in a day may be less than a volume.
  if (facts.job?.lastRun?.exitCode != null && isGoodBackup(facts.job.lastRun.exitCode) && !isOverdue(facts)) return [];
  return [
    fault(
      'disk-full',
      say`${mount} has no room for a volume of 50 MB, which a backup makes in ${TEMPORARY} first`,
      [roomText(disk)],
      next,
    ),
  ];
}

function saidFault(facts: ChainFacts): readonly Fault[] {
  const seen = seenOnHost(facts);
  const words = seen === null || facts.path === null ? null : lastWords(seen);
  const line = words?.lines.find((each) => complaintKind(each) === 'disk');
  if (words === null || line === undefined) return [];
  return [
    fault(
      'disk-full',
      say`the last run ran out of disk space`,
      [say`${words.where}, ${moment(words.at)}: ${line}`],
      say`look at what grew on ${facts.host} (df -h, du -xh / | sort -h | tail), then start the job again`,
    ),
  ];
}

function roomText(disk: DiskSpace | undefined): SafeText {
  if (disk?.availableBytes == null || disk.totalBytes === null) return say`${disk?.mount ?? ''}: not known`;
  return say`${disk.mount} has ${Math.floor(disk.availableBytes / MIB)} of ${Math.floor(disk.totalBytes / MIB)} MiB free`;
}
