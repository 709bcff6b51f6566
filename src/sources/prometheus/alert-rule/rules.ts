import type { SourceId } from '../../../domain/reading.ts';
import type { Alert, AlertRule } from '../../../domain/rule.ts';
import { parseAlert } from '../alert.ts';
import { isTooLong, keptText } from '../foreign-text.ts';
import type { Parsed } from '../sample.ts';
import { parseRuleExpression } from './expression.ts';

const LONGEST_EXPRESSION = 65_536;
const ABOUT_JOBS = 'duplicati_';

/** `data` of `/api/v1/rules`: the alerting rules whose expression speaks of backup jobs; `null` where it has no groups. */
export function parseRules(data: unknown, source: SourceId): Parsed<AlertRule> | null {
  const { groups } = (data ?? {}) as { groups?: unknown };
  if (!Array.isArray(groups)) return null;
  const items: AlertRule[] = [];
  let dropped = 0;
  for (const group of groups) {
    const { name, rules } = (group ?? {}) as { name?: unknown; rules?: unknown };
    if (!Array.isArray(rules)) {
      dropped++;
      continue;
    }
    for (const element of rules) {
      if (!isAboutJobs(element)) continue;
      const rule = parseAlertRule(element, typeof name === 'string' ? name : '', source);
      if (rule === null) dropped++;
      else items.push(rule);
    }
  }
  return { items, dropped };
}

/** One element of a group's `rules`; `null` where it has no name or is too large to be followed. */
export function parseAlertRule(element: unknown, group: string, source: SourceId): AlertRule | null {
  const { name, query, health, lastError, alerts } = (element ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof query !== 'string' || query.length > LONGEST_EXPRESSION) return null;
  if (isTooLong(name) || isTooLong(group)) return null;
  return {
    source,
    group,
    name,
    expression: query,
    ...parseRuleExpression(query),
    health: health === 'ok' || health === 'err' ? health : 'unknown',
    lastError: keptText(lastError),
    alerts: alertsOf(alerts),
  };
}

function isAboutJobs(element: unknown): boolean {
  const { type, query } = (element ?? {}) as { type?: unknown; query?: unknown };
  return type === 'alerting' && typeof query === 'string' && query.includes(ABOUT_JOBS);
}

function alertsOf(alerts: unknown): readonly Alert[] {
  if (!Array.isArray(alerts)) return [];
  return alerts.map(parseAlert).filter((alert) => alert !== null);
}
