import { type Delivery, loudnessOf } from '../../domain/alert.ts';
import { shortAge } from '../../text/duration.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { ageOf } from '../ages.ts';
import { type TableColumn, unknownCell } from '../columns/column.ts';
import type { Tone } from '../tone.ts';
import type { AlertRow } from './alert-row.ts';
import { quietText } from './silence-text.ts';

export type AlertColumn = TableColumn<AlertRow>;

const DELIVERY_WORDS: Readonly<Record<Exclude<Delivery['kind'], 'delivered'>, readonly [string, Tone]>> = {
  'not-yet': ['not yet', 'muted'],
  undelivered: ['not delivered', 'failed'],
  unknown: ['delivery not known', 'unknown'],
};

/** What the table of alerts shows, from left to right. */
export const ALERT_COLUMNS: readonly AlertColumn[] = [
  alertColumn({
    id: 'state',
    title: 'STATE',
    priority: 0,
    cell: ({ alert }) => ({ text: visible(alert.state), tone: alertTone(alert) }),
  }),
  alertColumn({
    id: 'since',
    title: 'SINCE',
    priority: 4,
    align: 'right',
    cell: ({ alert }, context) => {
      const age = ageOf(alert.activeAt, context.now);
      return age === null ? unknownCell(context) : { text: shortAge(age), tone: 'plain' };
    },
  }),
  alertColumn({
    id: 'alert',
    title: 'ALERT',
    priority: 2,
    cut: 'middle',
    minWidth: 14,
    comfortWidth: 30,
    grow: 4,
    cell: ({ alert }) => ({ text: visible(alert.name), tone: 'plain' }),
  }),
  alertColumn({
    id: 'job',
    title: 'JOB',
    priority: 1,
    cut: 'middle',
    minWidth: 16,
    comfortWidth: 28,
    grow: 4,
    cell: (row, context) => {
      const text = jobsText(row);
      return text === null ? unknownCell(context) : { text, tone: 'plain' };
    },
  }),
  alertColumn({
    id: 'silenced',
    title: 'SILENCED',
    priority: 3,
    minWidth: 12,
    comfortWidth: 16,
    grow: 3,
    cell: ({ alert }, context) => {
      const text = quietText(alert, context.now);
      if (text !== null) return { text, tone: 'muted' };
      const { kind } = alert.delivery;
      if (kind !== 'undelivered' && kind !== 'unknown') return unknownCell(context);
      const [word, tone] = DELIVERY_WORDS[kind];
      return { text: visible(word), tone };
    },
  }),
  alertColumn({
    id: 'where',
    title: 'WHERE',
    priority: 5,
    shownIn: 'wide',
    minWidth: 9,
    comfortWidth: 14,
    grow: 1,
    cell: ({ alert: { delivery }, where }) => {
      if (delivery.kind === 'delivered') return { text: visible(where.join(', ')), tone: 'muted' };
      const [text, tone] = DELIVERY_WORDS[delivery.kind];
      return { text: visible(text), tone };
    },
  }),
];

/** What is kept silent is no reason to look. */
function alertTone(alert: AlertRow['alert']): Tone {
  if (loudnessOf(alert) === 'suppressed') return 'muted';
  return alert.state === 'firing' ? 'failed' : 'warning';
}

/** The first of its jobs, and how many more there are; `null` where it belongs to none. */
function jobsText({ jobs }: AlertRow): SafeText | null {
  const [first] = jobs;
  if (first === undefined) return null;
  return jobs.length === 1 ? visible(first.id) : say`${first.id} +${jobs.length - 1}`;
}

function alertColumn(
  spec: Pick<AlertColumn, 'id' | 'title' | 'priority' | 'cell'> & Partial<AlertColumn>,
): AlertColumn {
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
