import type { FleetAlert } from '../../domain/alert.ts';
import { isAboutBackups, type Silence } from '../../domain/silence.ts';

/** `holding`: those that hold for one of the alerts. `about-backups`: those that speak of backups too, whatever they hold for. */
type Which = 'holding' | 'about-backups' | 'all';

export function shownSilences(
  silences: readonly Silence[],
  alerts: readonly FleetAlert[],
  which: Which,
): readonly Silence[] {
  const holding = new Set(alerts.flatMap((alert) => alert.silences.map(({ id }) => id)));
  return silences.filter(
    (silence) => which === 'all' || holding.has(silence.id) || (which === 'about-backups' && isAboutBackups(silence)),
  );
}
