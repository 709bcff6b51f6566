import { setTimeout as wait } from 'node:timers/promises';
import { PLAIN_IDENTITY } from '../../src/config/identity.ts';
import { collect } from '../../src/fleet/collect.ts';
import type { Fleet } from '../../src/fleet/fleet.ts';
import type { FleetStream } from '../../src/fleet/fleet-stream.ts';
import { pollFleet } from '../../src/fleet/poll.ts';
import { createHttp } from '../../src/platform/http-got.ts';
import { createActivityLog } from '../../src/ports/activity-log.ts';
import { createPrometheus } from '../../src/sources/prometheus/client.ts';
import { visible } from '../../src/text/safe-text.ts';
import { startTui } from '../../src/tui/start-tui.ts';
import { FakeStream } from '../tui/support/fake-stream.ts';
import { median } from './measure.ts';
import { AddedTime, HandClock } from './tui-clock.ts';
import { ROUND_MS } from './tui-prometheus.ts';
import { MeasuredScreen, type Painted } from './tui-screen.ts';

/*
 * The live table in a process of its own, bundled as the built duptop is: `node BUNDLE MEASURE URL-OF-PROMETHEUS [direct]`, with one
 * of the measures below. Prints its figures as JSON.
 */

const KEYS = 60;
const REFRESHES = 7;
const EARLY = 100;
const LATE = 1000;
/** So many rounds before each of them tell how much memory is held, whatever the garbage collector has just done. */
const LOOKS = 20;
const TICKS = 60;

const http = createHttp({ userAgent: 'duptop/bench' });
const [measure = '', url = '', ...flags] = process.argv.slice(2);
const fleet = fleetOf(url, flags.includes('direct'));
const time = new AddedTime();
const clock = new HandClock(time);

const MEASURES: Readonly<Record<string, () => Promise<object>>> = { interactive, steady };
const figures = await MEASURES[measure]?.();
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(figures === undefined ? 2 : 0));

/** A person who presses keys, and refreshes that come in between. */
async function interactive() {
  const stream = new FakeStream();
  const screen = show(stream);
  const refresh = async (): Promise<Painted> => {
    const { snapshot } = await collect(fleet, { http, clock: time });
    time.pass(ROUND_MS);
    for (const { error } of snapshot.sources) if (error !== null) throw new Error(error);
    return screen.paint(() => stream.refreshed(snapshot));
  };
  await refresh();
  const refreshes: Painted[] = [];
  for (let round = 0; round < REFRESHES; round += 1) refreshes.push(await refresh());
  const line = await pressing(screen, ['j', 'k']);
  const page = await pressing(screen, ['\x06', '\x02']);
  await screen.press('/');
  const filter = await pressing(screen, ['7', '\x7f']);
  return { refresh: middle(refreshes), line, page, filter };
}

/** Nobody presses a key, and refresh follows upon refresh: all of it is real but the terminal. */
async function steady() {
  const stream = pollFleet(fleet, { http, clock: time }, { intervalMs: 1 });
  const screen = show(stream);
  await rounds(stream, EARLY - LOOKS);
  const early = await memoryOver(stream);
  const before = process.cpuUsage();
  await rounds(stream, LATE - EARLY - LOOKS);
  const refreshMs = cpuSince(before) / (LATE - EARLY - LOOKS);
  const late = await memoryOver(stream);
  stream.stop();
  return { early, late, refreshMs, tickMs: await tickMs(screen) };
}

/** What one second more costs: the ages on the screen are others. */
async function tickMs(screen: MeasuredScreen): Promise<number> {
  await screen.paint(() => clock.tick());
  const before = process.cpuUsage();
  for (let tick = 0; tick < TICKS; tick += 1) {
    clock.tick();
    await wait(25);
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
    activity: createActivityLog(),
  });
  return screen;
}

/** Keys by turns, of which each changes the screen. */
async function pressing(screen: MeasuredScreen, keys: readonly string[]): Promise<Painted> {
  const painted: Painted[] = [];
  for (let at = 0; at < KEYS; at += 1) painted.push(await screen.press(keys[at % keys.length] ?? ''));
  return middle(painted);
}

function middle(painted: readonly Painted[]): Painted {
  return { ms: median(painted.map(({ ms }) => ms)), bytes: median(painted.map(({ bytes }) => bytes)) };
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

/** Resident set in bytes, the middle of some rounds. */
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

function fleetOf(address: string, direct: boolean): Fleet {
  const options = { identity: PLAIN_IDENTITY, deadlineMs: 60_000, maxBodyBytes: 256 * 1024 * 1024 };
  return {
    prometheus: [createPrometheus({ name: 'default', url: address, ...options }, http)],
    exporters: { urls: [], direct, options: { ...options, concurrency: 64 } },
    declared: [],
    history: false,
    settings: { defaultMaxAgeSeconds: 86_400, ignoreCauses: new Set() },
  };
}
