import type { FleetAlert } from '../../domain/alert.ts';
import { visible } from '../../text/safe-text.ts';
import { blank, hanging, INDENT, type ShowContext } from '../show/section.ts';
import type { Line } from '../tone.ts';

/** Firing alerts that nobody may be told of, and why that may be. Those with one reason stand together. */
export function undeliveredLines(alerts: readonly FleetAlert[], context: ShowContext): readonly Line[] {
  const reasons = alerts.flatMap(({ name, delivery }) =>
    delivery.kind === 'undelivered' || delivery.kind === 'unknown' ? [{ name, why: delivery.why }] : [],
  );
  return Array.from(Map.groupBy(reasons, ({ why }) => why)).flatMap(([why, same]) => [
    ...[...new Set(same.map(({ name }) => name))].flatMap((name) =>
      hanging([blank(INDENT)], INDENT, visible(name), context, 'plain'),
    ),
    ...hanging([blank(2 * INDENT)], 2 * INDENT, why, context, 'warning'),
  ]);
}
