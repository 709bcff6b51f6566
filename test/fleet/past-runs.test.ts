import { describe, expect, it } from 'vitest';
import { PLAIN_IDENTITY } from '../../src/config/identity.ts';
import { asMetric } from '../../src/domain/metric.ts';
import { Gathering } from '../../src/fleet/gathering.ts';
import { pastRunsFor } from '../../src/fleet/past-runs.ts';
import { createPrometheus } from '../../src/sources/prometheus/client.ts';
import { jobKey } from '../../src/sources/prometheus/history/job-key.ts';
import type { PrometheusReading } from '../../src/sources/prometheus/read.ts';
import { reading, run } from './merge/support/readings.ts';
import { FakeClock, FakeNetwork, type Reply } from './support/fake-world.ts';

const NOW = Date.UTC(2026, 10, 24, 19, 42, 20);
const DAY = 86_400;
const MINUTE = 60_000;
const LABELS = { instance: '10.0.0.1:9100', job: 'web' };

/** A server with one job, which fails every night at two. */
class World {
  readonly clock = new FakeClock(NOW);
  readonly gathering = new Gathering(['prometheus:site'], null);
  readonly looks: { start: number; end: number; step: number }[] = [];
  answer: (look: { start: number; end: number; step: number }) => Reply = nightly;
  readonly #client = createPrometheus(
    { name: 'site', url: 'http://site:9090', identity: PLAIN_IDENTITY, deadlineMs: 1000, maxBodyBytes: 1 << 20 },
    new FakeNetwork((_, { form = [] }) => {
      const [start, end, step] = ['start', 'end', 'step'].map((name) =>
        Number(form.find(([each]) => each === name)?.[1]),
      );
      const look = { start: start ?? 0, end: end ?? 0, step: step ?? 1 };
      this.looks.push(look);
      return this.answer(look);
    }),
  );

  read(onMore = () => {}): Promise<void> {
    const known = { instances: [reading({ runs: { web__srv: run(2, 100) } })] } as unknown as PrometheusReading;
    return pastRunsFor(this.#client, known, this.gathering, { clock: this.clock, signal: undefined }, onMore);
  }

  get runs() {
    return this.gathering.historyOf('prometheus:site').past?.runs.get(jobKey(LABELS.instance, asMetric('web__srv')));
  }

  get warnings() {
    return this.gathering.historyOf('prometheus:site').past?.warnings;
  }
}

function nightly({ start, end, step }: { start: number; end: number; step: number }): Reply {
  const moments = Array.from({ length: (end - start) / step + 1 }, (_, at) => start + at * step);
  const series = (name: string, value: (at: number) => number) => ({
    metric: { __name__: `duplicati_web__srv_last_${name}`, ...LABELS },
    values: moments.map((at) => [at, String(value(at))]),
  });
  const result = [
    series('run_start', (at) => Math.floor((at - 7300) / DAY) * DAY + 7200),
    series('run_seconds', () => 100),
    series('exitcode', () => 100),
  ];
  return { body: JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }) };
}

const REFUSED: Reply = {
  status: 422,
  body: JSON.stringify({ status: 'error', errorType: 'execution', error: 'too many samples' }),
};

describe('the runs of the past', () => {
  it('are read newest first, told as they come, and further back for a job that has failed all the while', async () => {
    const world = new World();
    let told = 0;
    await world.read(() => {
      told += 1;
    });
    expect(world.looks.map(({ step }) => step)).toEqual([3600, 21_600, 21_600]);
    expect(told).toBe(3);
    expect(world.runs).toHaveLength(30);
    expect(world.warnings).toEqual([]);
  });

  it('are asked for again after ten minutes, and only what has come since', async () => {
    const world = new World();
    await world.read();
    world.clock.advance(9 * MINUTE);
    await world.read();
    expect(world.looks).toHaveLength(3);
    world.clock.advance(2 * MINUTE);
    await world.read();
    expect(world.looks.slice(3)).toMatchObject([{ step: 600, start: Date.UTC(2026, 10, 24, 19, 10) / 1000 }]);
    expect(world.runs).toHaveLength(30);
  });

  it('are read on in the next round where the time was over, from where it was left', async () => {
    const world = new World();
    world.answer = (look) => (look.step === 3600 ? nightly(look) : null);
    const reading = world.read();
    await untilAsked(world, 2);
    world.clock.advance(5000);
    await reading;
    expect(world.runs).toHaveLength(2);
    expect(world.warnings).toEqual(['some of the runs of the last days: no answer within 5 s']);
    world.answer = nightly;
    await world.read();
    expect(world.warnings).toEqual([]);
    expect(world.runs).toHaveLength(30);
  });

  it('are asked for later and in halves where the server can not give them', async () => {
    const world = new World();
    world.answer = () => REFUSED;
    await world.read();
    expect(world.warnings?.join()).toContain('too many samples');
    await world.read();
    expect(world.looks).toHaveLength(1);
    world.clock.advance(10 * MINUTE);
    world.answer = nightly;
    await world.read();
    const [whole, newer, older] = world.looks;
    expect(newer?.end).toBe(whole?.end);
    expect(older?.start).toBe(whole?.start);
    expect(world.runs).toHaveLength(30);
  });

  it('are given up in the end where the server never gives them', async () => {
    const world = new World();
    world.answer = () => REFUSED;
    for (let round = 0; round < 200; round++) {
      await world.read();
      world.clock.advance(10 * MINUTE);
    }
    expect(world.gathering.historyOf('prometheus:site').past?.pending).toHaveLength(0);
  });
});

async function untilAsked({ looks }: World, count: number): Promise<void> {
  while (looks.length < count) await new Promise((resolve) => setImmediate(resolve));
}
