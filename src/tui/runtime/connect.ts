import type { FleetStream } from '../../fleet/fleet-stream.ts';
import type { ActivityLog } from '../../ports/activity-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from './store.ts';

const TICK_MS = 1000;
/** A screen reader reads out whatever has changed: ages may lag a little. */
const SPOKEN_TICK_MS = 60_000;
/** A sweep of many exporters is one change of the log, not hundreds. */
const ACTIVITY_MS = 250;

export interface Sources {
  readonly stream: FleetStream;
  readonly clock: Clock;
  readonly activity: ActivityLog;
}

/** What comes from outside becomes messages, until the returned function is called. */
export function connect(store: Store, { stream, clock, activity }: Sources): () => void {
  const sendFleet = () => store.send({ type: 'fleet', view: stream.view(), now: clock.now() });
  const ends = [
    stream.subscribe(sendFleet),
    every(store.model().look.screenReader ? SPOKEN_TICK_MS : TICK_MS, clock, (now) =>
      store.send({ type: 'tick', now }),
    ),
    activity.subscribe(
      atMostEvery(ACTIVITY_MS, clock, () => store.send({ type: 'activity', activity: activity.entries() })),
    ),
  ];
  // It may have gone on since the model was made.
  if (stream.view() !== store.model().fleet) sendFleet();
  return () => {
    for (const end of ends) end();
  };
}

/** At full seconds or minutes of our clock, so that what is shown of it does not lag. */
function every(periodMs: number, clock: Clock, tick: (now: number) => void): () => void {
  let cancel = () => {};
  const wait = () => {
    cancel = clock.after(periodMs - (clock.now() % periodMs), () => {
      tick(clock.now());
      wait();
    });
  };
  wait();
  return () => cancel();
}

function atMostEvery(delayMs: number, clock: Clock, callback: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    clock.after(delayMs, () => {
      waiting = false;
      callback();
    });
  };
}
