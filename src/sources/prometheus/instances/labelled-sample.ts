import { unknownLabelledRun } from '../../../domain/labelled-run.ts';
import { attempts, exitCode, flag, moment, type Reader, seconds } from '../../../domain/sample-value.ts';
import { isTooLong, LONGEST_LABEL_BYTES } from '../foreign-text.ts';
import { joinedKey } from '../joined-key.ts';
import { labelledField } from '../labelled-names.ts';
import type { Sample } from '../sample.ts';
import { draftOf } from './copies.ts';
import type { InstanceDraft } from './instance-draft.ts';

const NUMBERS = {
  lastStartAt: moment,
  lastCompletionAt: moment,
  lastSuccessAt: moment,
  durationSeconds: seconds,
  exitCode,
  attempts,
} as const satisfies Readonly<Record<string, Reader<number>>>;

/** The labels that belong to the series themselves. */
export const LABELLED_LABELS = ['host', 'path', 'dbpath', 'wrapper_version'];

/** One number of the labelled family. A name of it that is not known yet says nothing. */
export function addLabelled(draft: InstanceDraft, name: string, copy: string, { labels, value }: Sample): void {
  const field = labelledField(name);
  if (field === null) return;
  const { host, path } = labels;
  if (!host || !path) {
    draft.problems.add(name, 'has no host and path: left out');
    return;
  }
  if (isTooLong(host) || isTooLong(path)) {
    draft.problems.add(name, `has a host or path of more than ${LONGEST_LABEL_BYTES} bytes: left out`);
    return;
  }
  const job = draftOf(draft.labelled, joinedKey(host, path), copy, () => ({ copy, ...unknownLabelledRun(host, path) }));
  if (field === 'info') {
    job.dbPath ??= bounded(labels.dbpath);
    job.wrapperVersion ??= bounded(labels.wrapper_version);
    return;
  }
  const reader = field === 'running' ? flag : NUMBERS[field];
  const read = reader.read(value);
  if (read === null) draft.problems.add(`${name} of ${host}:${path}`, reader.refusal, String(value));
  else if (field === 'running') job.running ??= read === true;
  else job[field] ??= Number(read);
}

function bounded(text: string | undefined): string | null {
  return text === undefined || text === '' || isTooLong(text) ? null : text;
}
