import type { FleetAlerts } from '../../domain/alerts.ts';
import type { SourceId } from '../../domain/reading.ts';
import { heldBy, type PlannedSilence } from '../../domain/silence-plan.ts';
import { join } from '../../text/join.ts';
import { say } from '../../text/safe-text.ts';
import { blank, hanging, INDENT, type ShowContext } from '../show/section.ts';
import { type Line, segment } from '../tone.ts';
import { endText, matcherText, oneLine } from './silence-text.ts';

/** What a silence that is to be made will hold for, where, how long, and which of the alerts of now that are. */
export function planLines(
  planned: PlannedSilence,
  { alerts, sources }: Pick<FleetAlerts, 'alerts' | 'sources'>,
  context: ShowContext,
): readonly Line[] {
  const { alert, cluster, silence } = planned;
  const names = new Map<SourceId, string>(sources.map(({ id, name }) => [id, name]));
  const held = heldBy(planned, alerts);
  const others = held.filter(({ key }) => key !== alert.key).map(({ name }) => name);
  const only =
    others.length === 0 ? say`only this alert` : say`this alert and ${others.length} more: ${others.join(', ')}`;
  const indented = (text: Parameters<typeof hanging>[2], tone: Parameters<typeof hanging>[4]) =>
    hanging([blank(INDENT)], INDENT, text, context, tone);
  return [
    [segment(say`silence ${alert.name}`, 'strong'), segment(say` (${alert.state})`)],
    ...indented(join(silence.matchers.map(matcherText), say`  `), 'accent'),
    ...indented(say`holds for ${only}`, others.length === 0 ? 'plain' : 'warning'),
    ...indented(
      say`until ${endText(silence.endsAt, context.now)}, by ${oneLine(silence.createdBy)}: ${oneLine(silence.comment)}`,
      'plain',
    ),
    ...indented(say`in alertmanager ${cluster.map((source) => names.get(source) ?? source).join(', ')}`, 'muted'),
  ];
}
