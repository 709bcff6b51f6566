import type { RaisedAlert } from '../../domain/alert.ts';
import type { SourceId } from '../../domain/reading.ts';
import type { AlertRule } from '../../domain/rule.ts';
import { parseAnnotations, parseLabels, record } from '../labelled-json.ts';
import { parseAlertRule, parseRules } from './alert-rule/rules.ts';
import { parseValue } from './sample.ts';
import { parseMoment } from './target.ts';

/** Everything that a server tells of alerts. */
export interface Alerting {
  /** Pending and firing, whatever they are about. */
  readonly raised: readonly RaisedBy[];
  /** Alerting rules that speak of backup jobs; `null`: this server lists no rules. */
  readonly rules: readonly AlertRule[] | null;
  /** How many alerts and rules were not of the expected form. */
  readonly dropped: number;
}

/** An alert and the rule that raises it; `null` where the server tells alerts alone. */
interface RaisedBy {
  readonly alert: RaisedAlert;
  readonly rule: AlertRule | null;
}

/** `data` of `/api/v1/rules` or of `/api/v1/alerts`; `null` where it has neither groups nor alerts. */
export function parseAlerting(data: unknown, source: SourceId): Alerting | null {
  const { groups, alerts } = record(data);
  if (Array.isArray(alerts)) return { rules: null, ...collected([{ alerts, rule: null }]) };
  const rules = parseRules(data, source);
  if (rules === null || !Array.isArray(groups)) return null;
  const { raised, dropped } = collected(groups.flatMap((group) => raisingIn(group, source)));
  return { raised, rules: rules.items, dropped: dropped + rules.dropped };
}

interface Raising {
  readonly alerts: readonly unknown[];
  readonly rule: AlertRule | null;
}

function raisingIn(group: unknown, source: SourceId): readonly Raising[] {
  const { name, rules } = record(group);
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((element) => {
    const { alerts } = record(element);
    if (!Array.isArray(alerts) || alerts.length === 0) return [];
    return [{ alerts, rule: parseAlertRule(element, typeof name === 'string' ? name : '', source) }];
  });
}

function collected(raising: readonly Raising[]): Pick<Alerting, 'raised' | 'dropped'> {
  const raised: RaisedBy[] = [];
  let dropped = 0;
  for (const { alerts, rule } of raising) {
    for (const element of alerts) {
      const alert = parseRaisedAlert(element);
      if (alert === null) dropped++;
      else raised.push({ alert, rule });
    }
  }
  return { raised, dropped };
}

function parseRaisedAlert(element: unknown): RaisedAlert | null {
  const { labels, annotations, state, activeAt, value } = record(element);
  const kept = parseLabels(labels);
  if (kept === null || (state !== 'pending' && state !== 'firing')) return null;
  const number = typeof value === 'string' ? parseValue(value) : null;
  return {
    state,
    labels: kept,
    annotations: parseAnnotations(annotations),
    activeAt: parseMoment(activeAt),
    value: number !== null && Number.isFinite(number) ? number : null,
  };
}
