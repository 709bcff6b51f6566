import { count, moment } from '../../../domain/sample-value.ts';
import { isTooLong, LONGEST_LABEL_BYTES } from '../foreign-text.ts';
import type { Sample } from '../sample.ts';
import type { InstanceDraft } from './instance-draft.ts';

const MOST_NODENAMES = 4;

/** What a node exporter says about itself; any other series says nothing. */
export function addNodeSample(draft: InstanceDraft, name: string, { labels, value }: Sample): void {
  const { problems } = draft;
  switch (name) {
    case 'node_uname_info':
      if (labels.nodename && !isTooLong(labels.nodename) && draft.nodenames.size < MOST_NODENAMES) {
        draft.nodenames.add(labels.nodename);
      }
      return;
    case 'node_textfile_scrape_error':
      if (Number.isNaN(value)) problems.add(name, 'neither 0 nor 1', 'NaN');
      else draft.textfileError = draft.textfileError === true || value !== 0;
      return;
    case 'node_textfile_mtime_seconds':
      addTextFile(draft, labels.file ?? '', value);
      return;
    case 'promhttp_metric_handler_errors_total': {
      if (labels.cause !== 'gathering') return;
      const errors = count.read(value);
      if (errors === null) problems.add(name, count.refusal, String(value));
      else draft.gatheringErrors = Math.max(draft.gatheringErrors ?? 0, errors);
    }
  }
}

function addTextFile({ textFiles, problems }: InstanceDraft, file: string, value: number): void {
  if (file === '' || isTooLong(file)) {
    problems.add('a textfile', `has no name, or one of more than ${LONGEST_LABEL_BYTES} bytes: left out`);
    return;
  }
  const modifiedAt = moment.read(value);
  if (modifiedAt === null) problems.add(`time of ${file}`, moment.refusal, String(value));
  else textFiles.set(file, Math.max(textFiles.get(file) ?? 0, modifiedAt));
}
