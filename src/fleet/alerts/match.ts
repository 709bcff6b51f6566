import type { DeliveredAlert } from '../../domain/alert.ts';
import { includesLabels, type Labels, labelOf } from '../../domain/labels.ts';

/**
 * Which alerts of the Alertmanagers are which of those that Prometheus raises. A Prometheus puts its external labels to what it sends, and
 * may take labels away (`alert_relabel_configs`), so the labels need not be the same: one with all of them and more is meant first, and what
 * is left over goes to the alert of the same name that contradicts it nowhere and has most in common with it.
 */
export function matchDelivered(
  raised: readonly Labels[],
  delivered: readonly DeliveredAlert[],
): ReadonlyMap<Labels, readonly DeliveredAlert[]> {
  const matched = new Map<Labels, DeliveredAlert[]>(raised.map((labels) => [labels, []]));
  const byName = Map.groupBy(raised, (labels) => labelOf(labels, 'alertname'));
  const left: DeliveredAlert[] = [];
  for (const alert of delivered) {
    const candidates = byName.get(labelOf(alert.labels, 'alertname')) ?? [];
    const best = mostSpecific(candidates.filter((labels) => includesLabels(alert.labels, labels)));
    if (best === null) left.push(alert);
    else matched.get(best)?.push(alert);
  }
  for (const alert of left) {
    const candidates = (byName.get(labelOf(alert.labels, 'alertname')) ?? []).filter(
      (labels) => matched.get(labels)?.every((other) => other.alertmanager !== alert.alertmanager) ?? false,
    );
    const best = closest(candidates, alert.labels);
    if (best !== null) matched.get(best)?.push(alert);
  }
  return matched;
}

function mostSpecific(candidates: readonly Labels[]): Labels | null {
  return highest(candidates, (labels) => Object.keys(labels).length);
}

function closest(candidates: readonly Labels[], wanted: Labels): Labels | null {
  const agreeing = candidates.filter((labels) =>
    Object.entries(labels).every(([name, value]) => ['', value].includes(labelOf(wanted, name))),
  );
  return highest(agreeing, (labels) => Object.keys(labels).filter((name) => labelOf(wanted, name) !== '').length);
}

function highest(candidates: readonly Labels[], scoreOf: (labels: Labels) => number): Labels | null {
  let best: { readonly labels: Labels; readonly score: number } | null = null;
  for (const labels of candidates) {
    const score = scoreOf(labels);
    if (best === null || score > best.score) best = { labels, score };
  }
  return best?.labels ?? null;
}
