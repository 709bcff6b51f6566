import { betterKey } from '../../domain/db-path.ts';
import { type ClassicField, classicName } from '../../domain/metric.ts';
import { textfileName } from '../../domain/metric-name.ts';
import { constant, type Family, type ServedSeries } from './family.ts';
import { isRunning, type JobState, seriesOf } from './job-state.ts';
import { LABELLED } from './labelled-family.ts';
import type { SimulatedHost, SimulatedJob } from './simulated-host.ts';
import { unix, unixOrNull } from './unix.ts';

const FOLDER = '/var/lib/prometheus/node-exporter';
const NO_LABELS = {};
const FIELDS: readonly ClassicField[] = ['exitCode', 'seconds', 'start'];

/** What one job adds to the page of its host's exporter. */
export interface JobPage {
  /** Its three families, in the order of their names. */
  readonly classic: readonly Family[];
  /** By the name of their family; empty where the classic wrapper runs the job. */
  readonly labelled: ReadonlyMap<string, ServedSeries>;
  /** Of `node_textfile_mtime_seconds`: one for each of its files that is read. */
  readonly files: readonly ServedSeries[];
}

export function jobPage(job: SimulatedJob, { nodename, edition, clockAheadSeconds }: SimulatedHost): JobPage {
  const { metric, path, textfile } = job;
  const series = seriesOf(job, edition === 'better');
  const told: Readonly<Record<ClassicField, (state: JobState) => number | null>> = {
    exitCode: ({ ended }) => ended?.exitCode ?? null,
    seconds: ({ ended }) => ended && unix(ended.endedAt - ended.startedAt),
    start: ({ ended }) => ended && unix(ended.startedAt) + clockAheadSeconds,
  };
  const file = `${FOLDER}/${textfileName(metric)}`;
  const isHidden = textfile.kind === 'hidden';
  const copy = isHidden ? file.replace(/\.prom$/, '-copy.prom') : null;
  const help = `Metric read from ${copy === null ? file : `${copy}, ${file}`}`;
  const classic = FIELDS.map(
    (field): Family => ({
      name: classicName(metric, field),
      help,
      type: 'untyped',
      collector: 'textfile',
      series: [series(NO_LABELS, told[field])],
    }),
  );
  const written = seriesOf({ ...job, textfile: isHidden ? { kind: 'served' } : textfile }, false);
  const files = [
    ...(isHidden && copy !== null ? [constant({ file: copy }, unix(textfile.copiedAt))] : []),
    written({ file }, ({ ended }) => ended && unix(ended.endedAt) + clockAheadSeconds),
  ];
  if (edition === 'classic') return { classic, labelled: new Map(), files };
  const own = `${FOLDER}/duplicati_job_${betterKey(path)}.prom`;
  return {
    classic,
    labelled: new Map(
      LABELLED.map(({ name, value, more }) => [name, series({ host: nodename, path, ...more?.(path) }, value)]),
    ),
    files: [
      ...files,
      series({ file: own }, (state) => unixOrNull(isRunning(state) ? state.started?.startedAt : state.ended?.endedAt)),
    ],
  };
}
