import { afterEach, describe, expect, it } from 'vitest';
import type { FleetStream } from '../../src/fleet/fleet-stream.ts';
import { pollFleet } from '../../src/fleet/poll.ts';
import { eventually } from '../support/eventually.ts';
import {
  FakeClock,
  type FakeHost,
  FakeNetwork,
  fleetOf,
  pageOf,
  prometheusOver,
  type Reply,
} from './support/fake-world.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const INTERVAL = 15_000;
const web: FakeHost = { name: 'web', address: '10.0.0.1:9100', jobs: { web__srv: 0 }, startedAt: NOW - 3_600_000 };

let stream: FleetStream | null = null;
afterEach(() => stream?.stop());

function start(answer: FakeNetwork['answer'] = answering(web)) {
  const http = new FakeNetwork(answer);
  const clock = new FakeClock(NOW);
  const polling = pollFleet(fleetOf(http, {}), { http, clock }, { intervalMs: INTERVAL });
  stream = polling;
  const settled = () => eventually(() => !polling.view().refreshing, { what: 'the end of the round' });
  return { http, clock, stream: polling, settled };
}

function answering(host: FakeHost): FakeNetwork['answer'] {
  const prometheus = prometheusOver([host], NOW);
  return (url, request) => (url.startsWith('http://site:9090/') ? prometheus(url, request) : pageOf(host));
}

describe('pollFleet', () => {
  it('asks at once, and again after the interval', async () => {
    const { http, clock, stream, settled } = start();
    expect(stream.view()).toMatchObject({ snapshot: null, refreshing: true });
    await settled();
    expect(stream.view()).toMatchObject({
      snapshot: { summary: { ok: 1 } },
      previous: null,
      refreshedAt: NOW,
      nextAt: NOW + INTERVAL,
    });
    const asked = http.asked.length;
    clock.advance(INTERVAL - 1);
    expect(http.asked.length).toBe(asked);
    clock.advance(1);
    expect(stream.view().refreshing).toBe(true);
    await settled();
    expect(http.asked.length).toBe(2 * asked);
  });

  it('keeps the snapshot of the round before, to tell what has changed', async () => {
    const { http, clock, stream, settled } = start();
    await settled();
    http.answer = answering({ ...web, jobs: { web__srv: 100 } });
    clock.advance(INTERVAL);
    await settled();
    expect(stream.view().previous?.jobs[0]?.status).toBe('ok');
    expect(stream.view().snapshot?.jobs[0]?.status).toBe('failed');
  });

  it('shows the first rows while others are still awaited', async () => {
    const prometheus = prometheusOver([web], NOW);
    const { clock, stream } = start(
      (url, request): Reply => (url.startsWith('http://site:9090/') ? prometheus(url, request) : null),
    );
    await eventually(
      () => {
        clock.advance(0);
        return stream.view().snapshot?.jobs.length === 1;
      },
      { what: 'the rows of Prometheus' },
    );
    expect(stream.view().refreshing).toBe(true);
  });

  it('keeps rows while nobody answers, waits longer each time, and recovers by itself', async () => {
    const { http, clock, stream, settled } = start();
    await settled();
    http.answer = () => 'refused';
    const waits: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      clock.advance((stream.view().nextAt ?? 0) - clock.now());
      await settled();
      waits.push((stream.view().nextAt ?? 0) - clock.now());
      expect(stream.view().snapshot?.jobs.map(({ id }) => id)).toEqual(['web:/srv']);
    }
    expect(waits).toEqual([1, 2, 4, 4, 4].map((times) => times * INTERVAL));
    http.answer = answering(web);
    clock.advance(waits.at(-1) ?? 0);
    await settled();
    expect(stream.view().snapshot?.sources.every(({ ok }) => ok)).toBe(true);
    expect((stream.view().nextAt ?? 0) - clock.now()).toBe(INTERVAL);
  });

  it('pauses, refreshes on demand while paused, and goes on', async () => {
    const { http, clock, stream, settled } = start();
    await settled();
    stream.pause();
    const asked = http.asked.length;
    clock.advance(10 * INTERVAL);
    expect(http.asked.length).toBe(asked);
    stream.refresh();
    await settled();
    expect(http.asked.length).toBe(2 * asked);
    expect(stream.view()).toMatchObject({ paused: true, nextAt: null });
    stream.resume();
    await settled();
    expect(stream.view()).toMatchObject({ paused: false, nextAt: clock.now() + INTERVAL });
  });

  it('asks once more when a refresh is wanted while one goes on', async () => {
    const { http, stream, settled } = start();
    stream.refresh();
    await settled();
    expect(http.asked.filter((url) => url.includes('/rules')).length).toBe(2);
  });

  it('aborts what goes on when it is stopped', async () => {
    const { clock, stream, http } = start(() => null);
    stream.stop();
    const asked = http.asked.length;
    clock.advance(10 * INTERVAL);
    stream.refresh();
    expect(http.asked.length).toBe(asked);
  });
});
