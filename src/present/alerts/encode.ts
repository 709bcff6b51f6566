import { type FleetAlert, type Loudness, loudnessOf } from '../../domain/alert.ts';
import type { FleetAlerts, RuleProblem } from '../../domain/alerts.ts';
import type { SourceId } from '../../domain/reading.ts';
import type { Silence } from '../../domain/silence.ts';
import { isoTime } from '../../text/iso-time.ts';
import { encodeSource } from '../document/encode.ts';
// A type only: the schema's library is not loaded to print a document.
import type { AlertsObject } from './schema.ts';

const SUPPRESSED = { loud: 'no', partly: 'partly', suppressed: 'yes' } as const satisfies Record<Loudness, string>;

/** What is shown of alerts. */
export interface ShownAlerts {
  readonly alerts: readonly FleetAlert[];
  readonly silences: readonly Silence[];
  readonly problems: readonly RuleProblem[];
}

/** The document of `duptop alerts --json`; values exact. */
export function encodeAlerts(
  { readAt, sources }: Pick<FleetAlerts, 'readAt' | 'sources'>,
  { alerts, silences, problems }: ShownAlerts,
): AlertsObject {
  const names = new Map<SourceId, string>(sources.map(({ id, name }) => [id, name]));
  const nameOf = (source: SourceId) => names.get(source) ?? source;
  return {
    schemaVersion: 1,
    generatedAt: time(readAt),
    sources: sources.map(encodeSource),
    alerts: alerts.map((alert) => encodeAlert(alert, nameOf)),
    silences: silences.map((silence) => encodeSilence(silence, nameOf)),
    ruleProblems: problems.map(({ fault, message, evidence, next }) => ({
      fault,
      message,
      evidence: [...evidence],
      next,
    })),
  };
}

type NameOf = (source: SourceId) => string;

function encodeAlert(alert: FleetAlert, nameOf: NameOf): AlertsObject['alerts'][number] {
  const { delivery, rule } = alert;
  return {
    name: alert.name,
    state: alert.state,
    activeAt: isoTime(alert.activeAt),
    value: alert.value,
    labels: alert.labels,
    annotations: alert.annotations,
    rule: rule && { group: rule.group, expression: rule.expression },
    jobs: [...alert.jobs],
    aboutBackups: alert.aboutBackups,
    prometheus: alert.prometheus.map(nameOf),
    suppressed: SUPPRESSED[loudnessOf(alert)],
    silences: alert.silences.map(({ id }) => id),
    inhibitedBy: [...alert.inhibitedBy],
    mutedBy: [...alert.mutedBy],
    delivery:
      delivery.kind === 'delivered'
        ? { state: 'delivered', why: null, to: delivery.to.map((each) => encodeDelivered(each, nameOf)) }
        : { state: delivery.kind, why: delivery.why, to: [] },
  };
}

type DeliveredObject = AlertsObject['alerts'][number]['delivery']['to'][number];

function encodeDelivered(
  each: Extract<FleetAlert['delivery'], { readonly kind: 'delivered' }>['to'][number],
  nameOf: NameOf,
): DeliveredObject {
  return {
    alertmanager: nameOf(each.alertmanager),
    fingerprint: each.fingerprint,
    state: each.state,
    labels: each.labels,
    receivers: [...each.receivers],
    silencedBy: [...each.silencedBy],
    inhibitedBy: [...each.inhibitedBy],
    mutedBy: [...each.mutedBy],
  };
}

function encodeSilence(silence: Silence, nameOf: NameOf): AlertsObject['silences'][number] {
  return {
    id: silence.id,
    state: silence.state,
    startsAt: time(silence.startsAt),
    endsAt: time(silence.endsAt),
    createdBy: silence.createdBy,
    comment: silence.comment,
    matchers: silence.matchers.map(({ name, value, isRegex, isEqual }) => ({ name, value, isRegex, isEqual })),
    alertmanagers: silence.alertmanagers.map(nameOf),
  };
}

/** Moments that have been read are within the range of a date. */
function time(at: number): string {
  return new Date(at).toISOString();
}
