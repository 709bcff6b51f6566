import { shortDuration } from '../../../text/duration.ts';
import { moment } from '../../../text/moment.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import type { FleetAlert } from '../../alert.ts';
import type { ChainFacts } from '../chain-facts.ts';
import { intact, type Link, unchecked } from '../link.ts';

const SHOW = say`duptop alerts`;

/** Whether an alert on the job fires, and since when. */
export function alertLink({ alerts, now, asksPrometheus }: ChainFacts): Link {
  if (alerts === null)
    return unchecked('alert', asksPrometheus ? say`nobody told of alerts` : say`no Prometheus was asked`);
  const [first] = alerts;
  if (first === undefined) return intact('alert', say`none is pending or fires`, { show: SHOW });
  const since = first.activeAt === null ? '' : ` for ${shortDuration(Math.max(0, now - first.activeAt) / 1000)}`;
  return intact('alert', say`${first.name} ${first.state === 'firing' ? 'fires' : 'is pending'}${since}`, {
    evidence: alerts.slice(1).map((alert) => say`${alert.name}: ${alert.state}`),
    show: SHOW,
  });
}

/** Whether somebody is told of it: delivered, and not kept silent. */
export function alertmanagerLink({ alerts, asksPrometheus }: ChainFacts): Link {
  if (alerts === null)
    return unchecked('alertmanager', asksPrometheus ? say`nobody told of alerts` : say`no Prometheus was asked`);
  if (alerts.length === 0) return intact('alertmanager', say`there is nothing to deliver`, { show: SHOW });
  const [lost] = alerts.flatMap(({ delivery, name }) =>
    delivery.kind === 'delivered' ? [] : [say`${name}: ${delivery.why}`],
  );
  const evidence = alerts.flatMap(silenceTexts);
  if (lost !== undefined) return unchecked('alertmanager', lost, { evidence, show: SHOW });
  const silent = evidence.length === 0 ? '' : ', and kept silent';
  return intact('alertmanager', say`delivered${silent}`, { evidence, show: SHOW });
}

function silenceTexts({ name, silences, inhibitedBy, mutedBy }: FleetAlert): readonly SafeText[] {
  return [
    ...silences.map(
      ({ createdBy, endsAt, comment }) => say`${name} is silenced by ${createdBy} until ${moment(endsAt)}: ${comment}`,
    ),
    ...inhibitedBy.map((other) => say`${name} is inhibited by ${other}`),
    ...mutedBy.map((interval) => say`${name} is muted by the time interval ${interval}`),
  ];
}
