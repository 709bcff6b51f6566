import type { Alert } from '../../domain/rule.ts';
import { isTooLong, keptText } from './foreign-text.ts';
import type { Parsed } from './sample.ts';
import { parseMoment } from './target.ts';

/** Annotations that may explain an alert, the best first. */
const EXPLAINING = ['summary', 'description', 'message'];
const ABOUT_BACKUPS = /duplicati/i;

/** `data` of `/api/v1/alerts`, only those that speak of backups by name or by a label; `null` where it has no list. */
export function parseAlerts(data: unknown): Parsed<Alert> | null {
  const { alerts } = (data ?? {}) as { alerts?: unknown };
  if (!Array.isArray(alerts)) return null;
  const parsed = alerts.filter(isAboutBackups).map(parseAlert);
  const items = parsed.filter((alert) => alert !== null);
  return { items, dropped: parsed.length - items.length };
}

/** One alert as `/rules` and `/alerts` give it; `null` where it has no name, or is neither pending nor firing. */
export function parseAlert(element: unknown): Alert | null {
  const { labels, annotations, state, activeAt } = record(element);
  const { alertname, severity, instance, exported_instance, host, path } = record(labels);
  if ((state !== 'pending' && state !== 'firing') || typeof alertname !== 'string') return null;
  const explanations = record(annotations);
  return {
    name: identity(alertname) ?? '',
    state,
    activeAt: parseMoment(activeAt),
    severity: keptText(severity),
    // Federated series keep their own instance under this name.
    instance: identity(exported_instance) ?? identity(instance),
    host: identity(host),
    path: identity(path),
    summary: EXPLAINING.map((name) => keptText(explanations[name])).find((text) => text !== null) ?? null,
  };
}

function isAboutBackups(element: unknown): boolean {
  return Object.values(record(record(element).labels)).some(
    (value) => typeof value === 'string' && ABOUT_BACKUPS.test(value),
  );
}

/** A label's exact value; `null` where there is none or it is too long to be real. */
function identity(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && !isTooLong(value) ? value : null;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
}
