import { betterKey } from '../db-path.ts';
import { parseClassicName } from '../metric.ts';
import { metricsOf, textfileName } from '../metric-name.ts';
import type { Run } from '../run.ts';
import { exitCode, moment, seconds } from '../sample-value.ts';
import { readTextfile } from '../textfile/read/read-textfile.ts';
import type { Textfile, TextfileFolder } from './host-facts.ts';
import type { JobOnHost } from './job-on-host.ts';

/** A file that the wrapper left for node_exporter, and where. */
export interface PlacedTextfile {
  readonly folder: TextfileFolder;
  readonly file: Textfile;
}

/** The classic file of a job in every folder that has one, the newest first. */
export function classicFiles({ host, path, metric }: JobOnHost): readonly PlacedTextfile[] {
  const names = [
    ...(metric === null ? [] : [textfileName(metric)]),
    ...(path === null ? [] : [...metricsOf(host.name, path).map(textfileName), `duplicati_${betterKey(path)}.prom`]),
  ];
  return host.textfiles
    .flatMap((folder) => folder.files.flatMap((file) => (names.includes(file.name) ? [{ folder, file }] : [])))
    .sort((one, other) => (other.file.modifiedAt ?? 0) - (one.file.modifiedAt ?? 0));
}

/** What the job's newest file says of its last run, whether node_exporter takes the file or not. */
export function fileRun(seen: JobOnHost): Run | null {
  const content = classicFiles(seen)[0]?.file.content;
  if (!(content instanceof Uint8Array)) return null;
  const read = readTextfile(content);
  const values = new Map<string, number>();
  if (read.kind === 'read') {
    for (const { name, metrics } of read.families) {
      const field = parseClassicName(name)?.field;
      const value = metrics[0]?.samples[0]?.value;
      if (field !== undefined && value !== undefined) values.set(field, value);
    }
  } else {
    for (const [, field = '', value = ''] of new TextDecoder().decode(content).matchAll(LINE))
      values.set(FIELDS[field] ?? '', Number(value));
  }
  const number = (field: string) => values.get(field) ?? Number.NaN;
  const startedAt = moment.read(number('start'));
  return startedAt === null
    ? null
    : { startedAt, durationSeconds: seconds.read(number('seconds')), exitCode: exitCode.read(number('exitCode')) };
}

/** In a file that node_exporter drops. */
const LINE = /^duplicati_.*_last_(run_start|run_seconds|exitcode) (\d{1,12})\s*$/gm;
const FIELDS: Readonly<Record<string, string>> = { run_start: 'start', run_seconds: 'seconds', exitcode: 'exitCode' };
