import type { FleetAlert } from '../../../domain/alert.ts';
import type { AlertRow } from '../../../present/alerts/alert-row.ts';
import { ruleProblemLines } from '../../../present/alerts/rule-problem-lines.ts';
import { silenceLines } from '../../../present/alerts/silence-lines.ts';
import { oneLine, quietText, quotedValue } from '../../../present/alerts/silence-text.ts';
import { momentAndAge } from '../../../present/show/ago.ts';
import { field, hanging, type ShowContext } from '../../../present/show/section.ts';
import type { Line } from '../../../present/tone.ts';
import { say, visible } from '../../../text/safe-text.ts';
import type { ListedRow } from './listed-row.ts';

/** Annotations that may explain an alert, the best first. */
const EXPLAINING = ['summary', 'description', 'message'];

/** What there is to say of a row, the most telling first. */
export function detailLines(row: ListedRow, context: ShowContext): readonly Line[] {
  switch (row.kind) {
    case 'alert':
      return alertLines(row.row, context);
    case 'silence':
      return silenceLines(row.silence, context);
    case 'problem':
      return ruleProblemLines(row.problem, context);
  }
}

function alertLines({ alert, jobs, where }: AlertRow, context: ShowContext): readonly Line[] {
  const { delivery } = alert;
  const since = alert.activeAt === null ? '' : `, since ${momentAndAge(alert.activeAt, context.now)}`;
  const quiet = quietText(alert, context.now);
  const explanation = EXPLAINING.map((name) => oneLine(alert.annotations[name] ?? '')).find((text) => text !== '');
  return [
    ...hanging([], 0, visible(alert.name), context, 'strong'),
    ...field(alert.state, say`${whoRaises(alert)}${since}${valueText(alert)}`, context),
    ...(quiet === null ? [] : field('silenced', quiet, context, 'accent')),
    ...(delivery.kind === 'delivered'
      ? field('delivered', say`to alertmanager ${where.join(', ')}${receiversText(alert)}`, context)
      : field('delivery', delivery.why, context, delivery.kind === 'not-yet' ? 'muted' : 'warning')),
    ...(jobs.length === 0 ? [] : field('job', say`${jobs.map(({ id }) => id).join(', ')}`, context)),
    ...(explanation === undefined ? [] : field('says', explanation, context)),
    ...(alert.rule === null ? [] : field('rule', oneLine(alert.rule.expression), context, 'muted')),
    ...field('labels', labelsText(alert), context, 'muted'),
  ];
}

function whoRaises({ prometheus }: FleetAlert) {
  if (prometheus.length === 0) return say`known to an Alertmanager alone: no Prometheus that was asked raises it`;
  return say`${prometheus.map((source) => source.replace(':', ' ')).join(', ')}`;
}

function valueText({ value }: FleetAlert): string {
  return value === null ? '' : `, value ${value}`;
}

function receiversText({ delivery }: FleetAlert): string {
  if (delivery.kind !== 'delivered') return '';
  const receivers = [...new Set(delivery.to.flatMap((each) => each.receivers))];
  return receivers.length === 0 ? '' : `, receivers ${receivers.join(', ')}`;
}

function labelsText({ labels }: FleetAlert) {
  const others = Object.entries(labels).filter(([name]) => name !== 'alertname');
  return say`${others.map(([name, value]) => `${name}=${quotedValue(value)}`).join('  ')}`;
}
