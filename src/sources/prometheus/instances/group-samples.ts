import { LABELLED_PREFIX, METRIC_PREFIX, parseClassicName } from '../../../domain/metric.ts';
import type { InstanceReading, SourceId } from '../../../domain/reading.ts';
import type { EpochMs } from '../../../domain/time.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { isTooLong, LONGEST_LABEL_BYTES } from '../foreign-text.ts';
import type { Sample } from '../sample.ts';
import { addClassic } from './classic-sample.ts';
import { identityOf } from './identity.ts';
import { finishInstance, type InstanceDraft, startInstance } from './instance-draft.ts';
import { addLabelled, LABELLED_LABELS } from './labelled-sample.ts';
import { addNodeSample } from './node-sample.ts';

/** Where the samples come from and when they were true. */
export interface Origin {
  readonly source: SourceId;
  readonly stale: boolean;
  /** The moment an instance's values were true. */
  readonly at: (instance: string, scrapeJob: string, evaluatedAt: EpochMs) => EpochMs;
}

/** Puts the samples of all instances together, in one pass and in any order. */
export function groupSamples(
  samples: readonly Sample[],
  { source, stale, at }: Origin,
): { readonly instances: readonly InstanceReading[]; readonly warnings: readonly SafeText[] } {
  const drafts = new Map<string, Map<string, InstanceDraft>>();
  let dropped = 0;
  for (const sample of samples) if (!addSample(drafts, sample)) dropped++;
  const instances: InstanceReading[] = [];
  for (const jobs of drafts.values()) {
    for (const draft of jobs.values()) {
      const reading = finishInstance(draft, {
        source,
        stale,
        at: at(draft.instance, draft.scrapeJob, draft.evaluatedAt),
      });
      if (reading !== null) instances.push(reading);
    }
  }
  const warnings =
    dropped > 0
      ? [say`${dropped} series were left out: a name or label is longer than ${LONGEST_LABEL_BYTES} bytes`]
      : [];
  return { instances, warnings };
}

/** `false` where the sample can't be placed. */
function addSample(drafts: Map<string, Map<string, InstanceDraft>>, sample: Sample): boolean {
  const { labels } = sample;
  const name = labels.__name__ ?? '';
  if (isTooLong(name)) return false;
  const labelled = name.startsWith(LABELLED_PREFIX);
  const identity = identityOf(labels, labelled ? LABELLED_LABELS : []);
  if (isTooLong(identity.instance) || isTooLong(identity.scrapeJob)) return false;
  const draft = instanceOf(drafts, identity.instance, identity.scrapeJob, sample.at);
  const classic = name.startsWith(METRIC_PREFIX) ? parseClassicName(name) : null;
  if (classic !== null) addClassic(draft, classic, identity.copy, sample);
  else if (labelled) addLabelled(draft, name, identity.copy, sample);
  else addNodeSample(draft, name, sample);
  return true;
}

function instanceOf(
  drafts: Map<string, Map<string, InstanceDraft>>,
  instance: string,
  scrapeJob: string,
  evaluatedAt: EpochMs,
): InstanceDraft {
  let jobs = drafts.get(instance);
  if (jobs === undefined) {
    jobs = new Map();
    drafts.set(instance, jobs);
  }
  let draft = jobs.get(scrapeJob);
  if (draft === undefined) {
    draft = startInstance(instance, scrapeJob, evaluatedAt);
    jobs.set(scrapeJob, draft);
  }
  return draft;
}
