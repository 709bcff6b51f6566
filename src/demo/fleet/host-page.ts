import type { EpochMs } from '../../domain/time.ts';
import { constant, type Family, type ServedSeries } from './family.ts';
import { jobPage } from './job-page.ts';
import { LABELLED, labelledFamily } from './labelled-family.ts';
import { machineFamilies } from './machine-families.ts';
import type { SimulatedHost } from './simulated-host.ts';

/** A scrape loses series for each hidden file, every time. */
const LOSING_SCRAPE_MS = 15_000;

/** Every family that the host's exporter serves, in the order of their names. */
export function hostPage(host: SimulatedHost, startedAt: EpochMs): readonly Family[] {
  const pages = host.jobs.map((job) => jobPage(job, host));
  const labelled = LABELLED.flatMap((each) => {
    const series = pages.flatMap(({ labelled: own }) => own.get(each.name) ?? []);
    return series.length === 0 ? [] : [labelledFamily(each, series)];
  });
  const rejected = host.strayFile || host.jobs.some(({ textfile }) => textfile.kind === 'rejected');
  const hidden = host.jobs.flatMap(({ textfile }) => (textfile.kind === 'hidden' ? [textfile.copiedAt] : []));
  const files = pages.flatMap((page) => page.files);
  const families: readonly Family[] = [
    ...pages.flatMap(({ classic }) => classic),
    ...labelled,
    ...machineFamilies(host, startedAt),
    ...(files.length === 0 ? [] : [mtimes(files)]),
    {
      name: 'node_textfile_scrape_error',
      help: '1 if there was an error opening or reading a file, 0 otherwise',
      type: 'gauge',
      collector: 'textfile',
      series: [constant({}, rejected ? 1 : 0)],
    },
    {
      name: 'promhttp_metric_handler_errors_total',
      help: 'Total number of internal errors encountered by the promhttp metric handler.',
      type: 'counter',
      collector: null,
      series: [constant({ cause: 'encoding' }, 0), lostScrapes(Math.min(...hidden))],
    },
  ];
  return families.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function mtimes(files: readonly ServedSeries[]): Family {
  return {
    name: 'node_textfile_mtime_seconds',
    help: 'Unixtime mtime of textfiles successfully read.',
    type: 'gauge',
    collector: 'textfile',
    series: files.toSorted((one, other) => ((one.labels.file ?? '') < (other.labels.file ?? '') ? -1 : 1)),
  };
}

/** `since` is infinite where no file hides another. */
function lostScrapes(since: EpochMs): ServedSeries {
  return {
    labels: { cause: 'gathering' },
    valueAt: (at) => Math.max(0, Math.ceil((at - since) / LOSING_SCRAPE_MS)),
    changesIn: () => [],
  };
}
