import type { InstanceFacts } from '../../domain/judge/facts.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { InstanceGroup } from './instance-group.ts';

/** What a group's readings say of the instance itself, by the newest one that says anything. */
export function instanceFactsOf(group: InstanceGroup, host: string, targetsKnown: boolean): InstanceFacts {
  const live = [group.exporter, ...group.prometheus].filter((reading) => reading !== null);
  const newest = live[0] ?? null;
  return {
    instance: group.instance,
    host,
    live: live.length > 0,
    target: group.target,
    failingTargets: group.failingTargets,
    targetsKnown,
    direct: group.direct,
    textfileError: live.find((reading) => reading.textfileError !== null)?.textfileError ?? null,
    textFiles: new Map<string, EpochMs>(newest?.textFiles.map(({ file, modifiedAt }) => [baseName(file), modifiedAt])),
    filesByMetric: group.exporter?.filesByMetric ?? new Map(),
    gatheringErrors: live.find((reading) => reading.gatheringErrors !== null)?.gatheringErrors ?? null,
  };
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
