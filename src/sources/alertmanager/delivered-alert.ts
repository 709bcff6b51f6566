import type { DeliveredAlert } from '../../domain/alert.ts';
import type { SourceId } from '../../domain/reading.ts';
import { parseAnnotations, parseLabels, parseNames, record } from '../labelled-json.ts';
import { isTooLong } from '../prometheus/foreign-text.ts';
import type { Parsed } from '../prometheus/sample.ts';
import { parseMoment } from '../prometheus/target.ts';
import { expressionIn } from './generator-url.ts';

const STATES = ['active', 'suppressed', 'unprocessed'] as const;

/** The answer of `/api/v2/alerts`; `null` where it is no list. */
export function parseDeliveredAlerts(data: unknown, alertmanager: SourceId): Parsed<DeliveredAlert> | null {
  if (!Array.isArray(data)) return null;
  const items = data.map((element) => parseDeliveredAlert(element, alertmanager)).filter((alert) => alert !== null);
  return { items, dropped: data.length - items.length };
}

function parseDeliveredAlert(element: unknown, alertmanager: SourceId): DeliveredAlert | null {
  const { labels, annotations, fingerprint, startsAt, status, receivers, generatorURL } = record(element);
  const { state, silencedBy, inhibitedBy, mutedBy } = record(status);
  const kept = parseLabels(labels);
  const known = STATES.find((each) => each === state);
  if (kept === null || known === undefined || typeof fingerprint !== 'string' || isTooLong(fingerprint)) return null;
  return {
    alertmanager,
    fingerprint,
    labels: kept,
    annotations: parseAnnotations(annotations),
    state: known,
    startsAt: parseMoment(startsAt),
    receivers: parseNames(Array.isArray(receivers) ? receivers.map((each) => record(each).name) : []),
    silencedBy: parseNames(silencedBy),
    inhibitedBy: parseNames(inhibitedBy),
    mutedBy: parseNames(mutedBy),
    expression: expressionIn(generatorURL),
  };
}
