import { STATUSES } from '../../domain/status.ts';
import { shortAge } from '../../text/duration.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { ageOf } from '../ages.ts';
import { EMPTY_CELL, type TableColumn, unknownCell } from '../columns/column.ts';
import { statusTone, statusWord } from '../status-word.ts';
import type { Tone } from '../tone.ts';
import { type HostRow, hostStatus } from './host-row.ts';

export type HostColumn = TableColumn<HostRow>;

/** A scrape that is this many intervals ago has been missed more than once. */
const MISSED_INTERVALS = 3;
/** Where the interval is not known: Prometheus' own lookback for a sample. */
const USUAL_LIMIT_SECONDS = 300;

/** What the table of hosts shows, from left to right. */
export const HOST_COLUMNS: readonly HostColumn[] = [
  hostColumn({
    id: 'status',
    title: 'STATUS',
    priority: 0,
    cell: (row, context) => {
      const status = hostStatus(row);
      return status === null ? unknownCell(context) : statusWord(status, context.ascii);
    },
  }),
  hostColumn({
    id: 'host',
    title: 'HOST',
    priority: 1,
    cut: 'middle',
    minWidth: 8,
    comfortWidth: 16,
    grow: 4,
    cell: ({ host }) => ({ text: visible(host.host), tone: 'plain' }),
  }),
  hostColumn({
    id: 'instance',
    title: 'INSTANCE',
    shownIn: 'wide',
    priority: 6,
    cut: 'start',
    minWidth: 14,
    grow: 2,
    cell: ({ host }, context) =>
      host.instance === null ? unknownCell(context) : { text: visible(host.instance), tone: 'muted' },
  }),
  hostColumn({
    id: 'exporter',
    title: 'EXPORTER',
    priority: 3,
    minWidth: 8,
    grow: 1,
    brief: ({ host }) => exporterWord(host.exporter.up),
    cell: ({ host: { exporter } }, context) => {
      const { up, error } = exporter;
      if (up === null && error === null) return unknownCell(context);
      const word = exporterWord(up);
      return { text: error === null ? word : say`${word}: ${error}`, tone: exporterTone(up, error) };
    },
  }),
  hostColumn({
    id: 'scraped',
    title: 'SCRAPED',
    priority: 5,
    align: 'right',
    cell: ({ host }, context) => {
      const age = ageOf(host.lastScrapeAt, context.now);
      if (age === null) return unknownCell(context);
      const limit = host.scrapeIntervalSeconds === null ? null : MISSED_INTERVALS * host.scrapeIntervalSeconds;
      return { text: shortAge(age), tone: age > (limit ?? USUAL_LIMIT_SECONDS) ? 'warning' : 'muted' };
    },
  }),
  hostColumn({
    id: 'jobs',
    title: 'JOBS',
    priority: 2,
    minWidth: 12,
    comfortWidth: 22,
    grow: 8,
    brief: ({ jobs, counts }) => {
      const worst = jobs[0]?.status ?? 'ok';
      const others = jobs.length - (counts[worst] ?? 0);
      return say`${counts[worst] ?? 0} ${worst}${others === 0 ? '' : ` +${others}`}`;
    },
    cell: (row, context) => {
      const [worst] = row.jobs;
      return worst === undefined
        ? { ...unknownCell(context) }
        : { text: jobsInWords(row), tone: statusTone(worst.status) };
    },
  }),
  hostColumn({
    id: 'textfiles',
    title: 'TEXTFILES',
    shownIn: 'wide',
    priority: 7,
    cell: ({ host: { textfileErrors } }, context) => {
      if (textfileErrors === null) return unknownCell(context);
      return textfileErrors > 0 ? { text: say`dropped`, tone: 'failed' } : { text: say`read`, tone: 'muted' };
    },
  }),
  hostColumn({
    id: 'cause',
    title: 'CAUSE',
    priority: 4,
    minWidth: 11,
    comfortWidth: 30,
    grow: 4,
    brief: ({ host }) => visible(host.cause?.code ?? ''),
    cell: ({ host: { cause } }) =>
      cause === null ? EMPTY_CELL : { text: say`${cause.code}: ${cause.message}`, tone: 'plain' },
  }),
];

/** `2 failed, 1 late of 16`, worst first; `16 ok`, where all are. */
export function jobsInWords({ jobs, counts }: HostRow): SafeText {
  const words = STATUSES.flatMap((status) => {
    const count = counts[status] ?? 0;
    return count === 0 || (status === 'ok' && count < jobs.length) ? [] : [`${count} ${status}`];
  });
  const isPart = (counts.ok ?? 0) > 0 && (counts.ok ?? 0) < jobs.length;
  return say`${words.join(', ')}${isPart ? ` of ${jobs.length}` : ''}`;
}

function exporterWord(up: boolean | null): SafeText {
  return up === null ? say`not known` : up ? say`up` : say`down`;
}

function exporterTone(up: boolean | null, error: SafeText | null): Tone {
  if (up === false) return 'failed';
  return error === null ? 'ok' : 'warning';
}

function hostColumn(spec: Pick<HostColumn, 'id' | 'title' | 'priority' | 'cell'> & Partial<HostColumn>): HostColumn {
  return {
    align: 'left',
    cut: 'end',
    minWidth: 0,
    comfortWidth: 0,
    grow: 0,
    shownIn: 'usual',
    brief: null,
    ...spec,
  };
}
