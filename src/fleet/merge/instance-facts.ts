import type { InstanceFacts } from '../../domain/judge/facts.ts';
import type { InstanceReading } from '../../domain/reading.ts';
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
    servesTextfiles: live.some(servesTextfiles),
    gatheringErrors: live.find((reading) => reading.gatheringErrors !== null)?.gatheringErrors ?? null,
    gatheringErrorsLately:
      live.find((reading) => reading.gatheringErrorsLately !== null)?.gatheringErrorsLately ?? null,
  };
}

/** A server may keep the jobs' series and drop the collector's own. */
function servesTextfiles({ textFiles, runs, labelled }: InstanceReading): boolean {
  return textFiles.length > 0 || runs.size > 0 || labelled.length > 0;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
