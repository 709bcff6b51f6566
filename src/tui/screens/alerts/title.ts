import { loudnessOf } from '../../../domain/alert.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { say, visible } from '../../../text/safe-text.ts';
import type { AlertsState } from './state.ts';

/** `duptop  backup alerts: 3 firing, 1 pending, 2 silenced`, `duptop  all alerts: …`, or of which job. */
export function alertsTitle({ rows, only, all, read }: AlertsState): Line {
  const alerts = rows.flatMap((row) => (row.kind === 'alert' ? [row.row.alert] : []));
  const loud = alerts.filter((alert) => loudnessOf(alert) !== 'suppressed');
  const counts = [
    [loud.filter(({ state }) => state === 'firing').length, 'firing', 'failed'],
    [loud.filter(({ state }) => state === 'pending').length, 'pending', 'warning'],
    [alerts.length - loud.length, 'silenced', 'muted'],
  ] as const;
  const told = counts.filter(([count]) => count > 0);
  return [
    segment(only === null ? say`duptop` : visible(only), 'strong'),
    segment(only !== null ? say`  alerts` : all ? say`  all alerts` : say`  backup alerts`),
    ...told.map(([count, word, tone], at) => segment(say`${at === 0 ? ': ' : ', '}${count} ${word}`, tone)),
    ...(read !== null && alerts.length === 0 ? [segment(say`: none`, 'ok')] : []),
  ];
}
