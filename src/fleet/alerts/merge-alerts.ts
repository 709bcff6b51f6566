import { byAlertRank, type DeliveredAlert, type FleetAlert, type RaisedAlert } from '../../domain/alert.ts';
import type { Job } from '../../domain/job.ts';
import { type Labels, labelOf, labelsKey } from '../../domain/labels.ts';
import type { Metric } from '../../domain/metric.ts';
import type { SourceId } from '../../domain/reading.ts';
import { matchersHold, type Silence } from '../../domain/silence.ts';
import { parseRuleExpression } from '../../sources/prometheus/alert-rule/expression.ts';
import { deliveryOf } from './delivery.ts';
import { JobIndex } from './joined-jobs.ts';
import { matchDelivered } from './match.ts';
import type { DeliveredReading, RaisedReading } from './reading.ts';

const ABOUT_BACKUPS = /duplicati/i;

/** What all sources say, put together: an alert for each set of labels. Worst first. */
export function mergeAlerts(
  raisedReadings: readonly RaisedReading[],
  deliveredReadings: readonly DeliveredReading[],
  silences: readonly Silence[],
  jobs: readonly Job[],
): readonly FleetAlert[] {
  const delivered = deliveredReadings.flatMap(({ alerts }) => alerts ?? []);
  const drafts = draftsOf(raisedReadings);
  const matched = matchDelivered(
    drafts.map(({ labels }) => labels),
    delivered,
  );
  const known = new Set([...matched.values()].flat());
  const foreign = draftsOfForeign(delivered.filter((alert) => !known.has(alert)));
  const round: Round = {
    index: new JobIndex(jobs),
    readings: deliveredReadings,
    raisedReadings,
    silences: new Map(silences.map((silence) => [silence.id, silence])),
    names: new Map(delivered.map(({ fingerprint, labels }) => [fingerprint, labelOf(labels, 'alertname')])),
  };
  return [
    ...drafts.map((draft) => finished(draft, matched.get(draft.labels) ?? [], round)),
    ...foreign.map(({ draft, own }) => finished(draft, own, round)),
  ].sort(byAlertRank);
}

/** Labels that some sources agree about, and what they say of them. */
interface Draft {
  readonly labels: Labels;
  readonly raised: readonly RaisedAlert[];
  readonly prometheus: readonly SourceId[];
  readonly rule: FleetAlert['rule'];
}

interface Round {
  readonly index: JobIndex;
  readonly readings: readonly DeliveredReading[];
  readonly raisedReadings: readonly RaisedReading[];
  readonly silences: ReadonlyMap<string, Silence>;
  /** Names of alerts by fingerprint. */
  readonly names: ReadonlyMap<string, string>;
}

function draftsOf(readings: readonly RaisedReading[]): readonly Draft[] {
  const raised = readings.flatMap(({ state, alerting }) =>
    (alerting?.raised ?? []).map(({ alert, rule }) => ({ source: state.id, alert, rule })),
  );
  const groups = Map.groupBy(raised, ({ alert }) => labelsKey(alert.labels));
  return Array.from(groups.values(), (group) => {
    const rule = group.find((each) => each.rule !== null)?.rule ?? null;
    return {
      labels: group[0]?.alert.labels ?? {},
      raised: group.map(({ alert }) => alert),
      prometheus: [...new Set(group.map(({ source }) => source))],
      rule: rule && { group: rule.group, expression: rule.expression },
    };
  });
}

/** Those that only Alertmanagers have. */
function draftsOfForeign(
  alerts: readonly DeliveredAlert[],
): readonly { readonly draft: Draft; readonly own: readonly DeliveredAlert[] }[] {
  return Array.from(
    Map.groupBy(alerts, ({ labels }) => labelsKey(labels)).values(),
    (own): { draft: Draft; own: readonly DeliveredAlert[] } => {
      const expression = own.find((alert) => alert.expression !== null)?.expression ?? null;
      const rule = expression === null ? null : { group: '', expression };
      return { draft: { labels: own[0]?.labels ?? {}, raised: [], prometheus: [], rule }, own };
    },
  );
}

function finished(draft: Draft, own: readonly DeliveredAlert[], round: Round): FleetAlert {
  const { labels, raised, rule } = draft;
  const about = rule === null ? NOTHING : aboutOf(rule.expression);
  const aboutBackups = about.backups || Object.values(labels).some((value) => ABOUT_BACKUPS.test(value));
  const firing = raised.find(({ state }) => state === 'firing');
  const shown = firing ?? raised[0];
  const state = shown?.state ?? 'firing';
  const { delivery, alertmanagers } = deliveryOf({ state, prometheus: draft.prometheus, own }, round);
  return {
    key: labelsKey(labels),
    name: labelOf(labels, 'alertname'),
    labels,
    annotations: shown?.annotations ?? own[0]?.annotations ?? {},
    state,
    activeAt: earliest(
      raised.length > 0 ? raised.map(({ activeAt }) => activeAt) : own.map(({ startsAt }) => startsAt),
    ),
    value: shown?.value ?? null,
    rule,
    prometheus: draft.prometheus,
    alertmanagers,
    delivery,
    silences: silencesOn(labels, own, round),
    inhibitedBy: unique(own.flatMap(({ inhibitedBy }) => inhibitedBy.map((each) => round.names.get(each) || each))),
    mutedBy: unique(own.flatMap(({ mutedBy }) => mutedBy)),
    jobs: round.index.of(labels, about.metrics, aboutBackups),
    aboutBackups,
  };
}

/** As the Alertmanagers say; of one that none of them has, those that would hold. */
function silencesOn(labels: Labels, own: readonly DeliveredAlert[], { silences }: Round): readonly Silence[] {
  if (own.length > 0) {
    const ids = unique(own.flatMap(({ silencedBy }) => silencedBy));
    return ids.flatMap((id) => silences.get(id) ?? []);
  }
  return [...silences.values()].filter(
    ({ state, matchers }) => state === 'active' && matchersHold(matchers, labels) === true,
  );
}

interface About {
  readonly metrics: readonly Metric[];
  readonly backups: boolean;
}
const NOTHING: About = { metrics: [], backups: false };

function aboutOf(expression: string): About {
  return { metrics: parseRuleExpression(expression).metrics, backups: ABOUT_BACKUPS.test(expression) };
}

function earliest(moments: readonly (number | null)[]): number | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
