import type { EpochMs } from '../../domain/time.ts';
import type { Labels } from '../scrape/stored-series.ts';
import type { AlertingRule } from './alert-rules.ts';

/** What a rule says that holds. */
export interface ActiveAlert {
  readonly labels: Labels;
  /** Expanded. */
  readonly annotations: Labels;
  readonly state: 'pending' | 'firing';
  readonly activeAt: EpochMs;
  /** When it began to fire, or will. */
  readonly firesAt: EpochMs;
  readonly value: number;
}

/** The alert of a rule at that moment, if its expression holds. */
export function alertAt(rule: AlertingRule, at: EpochMs): ActiveAlert | null {
  const holding = rule.holdsAt(at);
  if (holding === null) return null;
  const firesAt = holding.since + rule.waitSeconds * 1000;
  const annotations = Object.entries(rule.annotations).map(([name, text]) => [
    name,
    text.replaceAll('{{ $value }}', String(holding.value)),
  ]);
  return {
    labels: { alertname: rule.name, ...holding.labels, ...rule.labels },
    annotations: Object.fromEntries(annotations),
    state: at < firesAt ? 'pending' : 'firing',
    activeAt: holding.since,
    firesAt,
    value: holding.value,
  };
}
