import { setTimeout as wait } from 'node:timers/promises';
import { PLAIN_IDENTITY } from '../../src/config/identity.ts';
import { afterRounds } from '../../src/fleet/after-rounds.ts';
import { collect } from '../../src/fleet/collect.ts';
import type { Fleet } from '../../src/fleet/fleet.ts';
import type { FleetStream } from '../../src/fleet/fleet-stream.ts';
import { pollFleet } from '../../src/fleet/poll.ts';
import { createHttp } from '../../src/platform/http-got.ts';
import { keepHeapSmall } from '../../src/platform/small-heap.ts';
import { createActivityLog } from '../../src/ports/activity-log.ts';
import { createPrometheus } from '../../src/sources/prometheus/client.ts';
import { visible } from '../../src/text/safe-text.ts';
import { startTui } from '../../src/tui/start-tui.ts';
import { FakeStream } from '../tui/support/fake-stream.ts';
import { NO_FEEDS, NO_HOSTS } from '../tui/support/no-feeds.ts';
import { median } from './measure.ts';
import { AddedTime, HandClock } from './tui-clock.ts';
import { type Interactive, type Measure, type Painted, type Steady, TICKS_AFTER_ROUND } from './tui-measures.ts';
import { ROUND_MS } from './tui-prometheus.ts';
import { MeasuredScreen } from './tui-screen.ts';

/*
 * The live table in a process of its own: `node BUNDLE MEASURE-AS-JSON`. Everything is as in duptop but the terminal; the figures are
 * printed as JSON.
 */

const KEYS = 60;
const REFRESHES = 7;
const TICKS = 60;
/** Between rounds. Meanwhile some seconds pass on the screen, and then the heap is tidied, as in duptop. */
const PAUSE_MS = 150;
const TIDIED_MS = 90;
/** A tick is drawn by then. */
const TICK_DRAWN_MS = 25;
/** So many refreshes tell how much memory is held, whatever the garbage collector has just done. */
const LOOKS = 20;

const http = createHttp({ userAgent: 'duptop/bench' });
const time = new AddedTime();
const clock = new HandClock(time);

const asked = JSON.parse(process.argv[2] ?? '') as Measure;
const figures = asked.kind === 'interactive' ? await interactive(asked.urls) : await steady(asked);
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit());

/** A person who presses keys, and refreshes that come in between; the fleets take turns, so that all have the same luck with the machine. */
async function interactive(urls: readonly string[]): Promise<readonly Interactive[]> {
  const tables = urls.map((url) => {
    const stream = new FakeStream();
    return { fleet: fleetOf(url, false), stream, screen: show(stream) };
  });
  const refresh = async ({ fleet, stream, screen }: (typeof tables)[number]): Promise<Painted> => {
    const { snapshot } = await collect(fleet, { http, clock: time });
    for (const { error } of snapshot.sources) if (error !== null) throw new Error(error);
    time.pass(ROUND_MS / urls.length);
    return screen.paint(() => stream.refreshed(snapshot));
  };
  const inTurns = async (
    rounds: number,
    paint: (table: (typeof tables)[number], round: number) => Promise<Painted>,
  ) => {
    const painted: Painted[][] = tables.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, table] of tables.entries()) painted[at]?.push(await paint(table, round));
    }
    return painted.map(middle);
  };
  const pressing = (keys: readonly [string, string]) =>
    inTurns(KEYS, ({ screen }, round) => screen.press(keys[round % 2 === 0 ? 0 : 1]));
  await inTurns(1, refresh);
  const refreshes = await inTurns(REFRESHES, refresh);
  const lines = await pressing(['j', 'k']);
  const pages = await pressing(['\x06', '\x02']);
  await inTurns(1, ({ screen }) => screen.press('/'));
  const filters = await pressing(['7', '\x7f']);
  return tables.map((_, at) => ({
    refresh: figureAt(refreshes, at),
    line: figureAt(lines, at),
    page: figureAt(pages, at),
    filter: figureAt(filters, at),
  }));
}

/** Nobody presses a key, and refresh follows upon refresh. */
async function steady({ url, direct, early, late }: Extract<Measure, { kind: 'steady' }>): Promise<Steady> {
  const stream = pollFleet(fleetOf(url, direct), { http, clock: time }, { intervalMs: PAUSE_MS });
  for (let tick = 1; tick <= TICKS_AFTER_ROUND; tick += 1) {
    afterRounds(stream, time, tick * TICK_DRAWN_MS, () => clock.tick());
  }
  afterRounds(stream, time, TIDIED_MS, keepHeapSmall());
  const screen = show(stream);
  await rounds(stream, early - LOOKS);
  const earlyBytes = await memoryOver(stream);
  const before = process.cpuUsage();
  await rounds(stream, late - early - LOOKS);
  const refreshMs = cpuSince(before) / (late - early - LOOKS);
  const lateBytes = await memoryOver(stream);
  stream.stop();
  return { earlyBytes, lateBytes, refreshMs, tickMs: await tickMs(screen) };
}

/** What one second more costs: the ages on the screen are others. */
async function tickMs(screen: MeasuredScreen): Promise<number> {
  await screen.paint(() => clock.tick());
  const before = process.cpuUsage();
  for (let tick = 0; tick < TICKS; tick += 1) {
    clock.tick();
    await wait(TICK_DRAWN_MS);
  }
  return cpuSince(before) / TICKS;
}

function show(stream: FleetStream): MeasuredScreen {
  const screen = new MeasuredScreen();
  void startTui({
    stream,
    clock,
    asking: visible('prometheus default'),
    filter: '',
    ascii: false,
    color: true,
    screenReader: false,
    stdin: screen.stdin.asStream(),
    stdout: screen.stdout.asStream(),
    readHistory: () => Promise.resolve(null),
    feeds: NO_FEEDS,
    ...NO_HOSTS,
    activity: createActivityLog(),
  });
  return screen;
}

function middle(painted: readonly Painted[]): Painted {
  return { ms: median(painted.map(({ ms }) => ms)), bytes: median(painted.map(({ bytes }) => bytes)) };
}

function figureAt(painted: readonly Painted[], at: number): Painted {
  return painted[at] ?? { ms: Number.NaN, bytes: Number.NaN };
}

function rounds(stream: FleetStream, count: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = stream.view().refreshedAt;
    let left = count;
    const end = stream.subscribe(() => {
      const { refreshedAt, refreshing } = stream.view();
      if (refreshing || refreshedAt === seen) return;
      seen = refreshedAt;
      time.pass(ROUND_MS);
      left -= 1;
      if (left > 0) return;
      end();
      resolve();
    });
  });
}

/** Resident set, the middle of some rounds. */
async function memoryOver(stream: FleetStream): Promise<number> {
  const sizes: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await rounds(stream, 1);
    sizes.push(process.memoryUsage.rss());
  }
  return median(sizes);
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function fleetOf(url: string, direct: boolean): Fleet {
  const options = { identity: PLAIN_IDENTITY, deadlineMs: 60_000, maxBodyBytes: 256 * 1024 * 1024 };
  return {
    prometheus: [createPrometheus({ name: 'default', url, ...options }, http)],
    exporters: { urls: [], direct, options: { ...options, concurrency: 64 } },
    declared: [],
    history: false,
    settings: { defaultMaxAgeSeconds: 86_400, ignoreCauses: new Set() },
  };
}
