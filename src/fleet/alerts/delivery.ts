import type { DeliveredAlert, Delivery, FleetAlert } from '../../domain/alert.ts';
import type { SourceId } from '../../domain/reading.ts';
import { say } from '../../text/safe-text.ts';
import type { DeliveredReading, RaisedReading } from './reading.ts';

interface Readings {
  readonly readings: readonly DeliveredReading[];
  readonly raisedReadings: readonly RaisedReading[];
}

/** Where an alert is and where it should be; and what it may mean that it is not there. */
export function deliveryOf(
  {
    state,
    prometheus,
    own,
  }: Pick<FleetAlert, 'state' | 'prometheus'> & {
    /** The same alert as Alertmanagers have it. */
    readonly own: readonly DeliveredAlert[];
  },
  { readings, raisedReadings }: Readings,
): Pick<FleetAlert, 'delivery' | 'alertmanagers'> {
  const seen = own.map(({ alertmanager }) => alertmanager);
  const senders = raisedReadings.filter((reading) => prometheus.includes(reading.state.id));
  const wanted = senders.flatMap(({ sendsTo }) => sendsTo ?? []);
  const alertmanagers = [...new Set([...seen, ...wanted])];
  if (own.length > 0) return { alertmanagers, delivery: { kind: 'delivered', to: own } };
  return { alertmanagers, delivery: undelivered(state, senders, readings, wanted) };
}

function undelivered(
  state: FleetAlert['state'],
  senders: readonly RaisedReading[],
  readings: readonly DeliveredReading[],
  wanted: readonly SourceId[],
): Delivery {
  if (state === 'pending') {
    return { kind: 'not-yet', why: say`pending: it is sent when it has been true for as long as its rule says` };
  }
  const names = senders.map(({ state: { name } }) => `prometheus ${name}`).join(', ');
  if (wanted.length === 0) {
    const isTold = senders.some(({ sendsTo }) => sendsTo !== null);
    return isTold
      ? {
          kind: 'undelivered',
          why: say`${names} sends to no Alertmanager: nobody is told (alerting: alertmanagers: in prometheus.yml)`,
        }
      : {
          kind: 'unknown',
          why: say`${names} does not tell which Alertmanagers it sends to: name them under "alertmanagers" in the configuration`,
        };
  }
  const asked = readings.filter((reading) => wanted.includes(reading.state.id));
  const silent = asked.filter(({ alerts }) => alerts === null).map((reading) => reading.state.name);
  if (silent.length > 0) return { kind: 'unknown', why: say`alertmanager ${silent.join(', ')} did not answer us` };
  const theirs = asked.map((reading) => reading.state.name).join(', ');
  return {
    kind: 'undelivered',
    why: say`alertmanager ${theirs} does not have it: it began to fire only now, it can't be reached from ${names} (prometheus_notifications_dropped_total), or alert_relabel_configs drops it`,
  };
}
