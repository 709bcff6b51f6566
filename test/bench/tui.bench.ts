import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { tempFolder } from '../support/temp-folder.ts';
import type { Bench, Measured } from './measure.ts';
import { type Interactive, type Measure, type Steady, TICKS_AFTER_ROUND } from './tui-measures.ts';
import { ROUND_MS, type SimulatedFleet, simulatePrometheus } from './tui-prometheus.ts';

/** One frame of a screen that is drawn 60 times a second. */
const FRAME_MS = 16;
const TICKS_A_ROUND = ROUND_MS / 1000;
const MOST_CPU_PERCENT = 3;
const MOST_MIB = 200;
const MIB = 1024 * 1024;

export const bench: Bench = {
  name: 'live table (tui)',
  run: async () => {
    const folder = tempFolder('bench-tui');
    const bundle = join(folder.path, 'harness.mjs');
    try {
      await bundleHarness(bundle);
      const [few, full, thousand, usual] = await interactive(bundle, [10, 60, 1_000, 10_000]);
      const [smaller, larger] = await interactive(bundle, [10_000, 100_000]);
      const plain = await steady(bundle, { jobs: 10_000 }, { early: 100, late: 1_000 });
      const whole = await steady(bundle, { jobs: 10_000, rules: true }, { direct: true, early: 50, late: 150 });
      return [
        keyToPaint(usual, few, 'the same with 10, which leave most lines blank'),
        keyToPaint(usual, full, 'the same with 60, which fill the window as well'),
        ...keyLines(usual),
        withinFrame('a key with 100,000 jobs', larger.line.ms),
        growth('refresh, from 1,000 to 10,000 jobs', thousand.refresh.ms, usual.refresh.ms),
        growth('refresh, from 10,000 to 100,000 jobs', smaller.refresh.ms, larger.refresh.ms),
        growth('a character of a filter, from 10,000 to 100,000 jobs', smaller.filter.ms, larger.filter.ms),
        ...memoryLines(plain),
        oneCore('10,000 jobs from Prometheus', plain),
        oneCore('the same with two rules a job and 100 exporters asked', whole),
      ];
    } finally {
      folder.remove();
    }
  },
};

function keyToPaint(usual: Interactive, fewer: Interactive, against: string): Measured {
  return {
    what: 'key to paint with 10,000 jobs',
    ours: usual.line.ms,
    other: fewer.line.ms,
    unit: 'ms',
    against,
    target: { ratio: 1.2, better: 'lower' },
  };
}

function keyLines(usual: Interactive): readonly Measured[] {
  return [
    withinFrame('a key with 10,000 jobs', usual.line.ms),
    withinFrame('a page with 10,000 jobs', usual.page.ms),
    withinFrame('a character of a filter over 10,000 jobs', usual.filter.ms),
    {
      what: 'what a key sends to the terminal',
      ours: usual.line.bytes,
      other: usual.page.bytes,
      unit: 'bytes',
      against: 'what a page sends',
      target: { ratio: 0.5, better: 'lower' },
    },
  ];
}

function memoryLines({ earlyBytes, lateBytes }: Steady): readonly Measured[] {
  const measured = {
    what: 'resident memory after 1,000 refreshes of 10,000 jobs',
    ours: lateBytes / MIB,
    unit: 'MiB',
  } as const;
  return [
    { ...measured, other: earlyBytes / MIB, against: 'after 100', target: { ratio: 1.1, better: 'lower' } },
    { ...measured, other: MOST_MIB, against: 'what is allowed', target: { ratio: 1, better: 'lower' } },
  ];
}

function oneCore(what: string, { refreshMs, tickMs }: Steady): Measured {
  return {
    what: `share of one core, ${what}, every 15 s`,
    ours: (100 * (refreshMs + (TICKS_A_ROUND - TICKS_AFTER_ROUND) * tickMs)) / ROUND_MS,
    other: MOST_CPU_PERCENT,
    unit: '%',
    against: 'what is allowed',
    target: { ratio: 1, better: 'lower' },
  };
}

function withinFrame(what: string, ours: number): Measured {
  return { what, ours, other: FRAME_MS, unit: 'ms', against: 'a frame', target: { ratio: 1, better: 'lower' } };
}

/** Ten times as many jobs may take ten times as long. */
function growth(what: string, small: number, large: number): Measured {
  return {
    what,
    ours: large,
    other: 10 * small,
    unit: 'ms',
    against: 'ten times the smaller',
    target: { ratio: 1, better: 'lower' },
  };
}

/** The fleets of so many jobs, by turns. */
async function interactive<Sizes extends readonly number[]>(
  bundle: string,
  sizes: readonly [...Sizes],
): Promise<{ readonly [At in keyof Sizes]: Interactive }> {
  const servers = await Promise.all(sizes.map((jobs) => simulatePrometheus({ jobs })));
  try {
    return (await measure(bundle, { kind: 'interactive', urls: servers.map(({ url }) => url) })) as {
      readonly [At in keyof Sizes]: Interactive;
    };
  } finally {
    for (const { stop } of servers) stop();
  }
}

async function steady(
  bundle: string,
  fleet: SimulatedFleet,
  { direct = false, ...when }: { readonly direct?: boolean; readonly early: number; readonly late: number },
): Promise<Steady> {
  const { url, stop } = await simulatePrometheus(fleet);
  try {
    return (await measure(bundle, { kind: 'steady', url, direct, ...when })) as Steady;
  } finally {
    stop();
  }
}

/** Runs the harness in a process of its own. @throws Error when it fails */
async function measure(bundle: string, what: Measure): Promise<unknown> {
  const child = spawn(process.execPath, [bundle, JSON.stringify(what)], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [figures, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (figures === '') throw new Error(`the harness failed: ${complaints}`);
  return JSON.parse(figures);
}

/** As `npm run build` makes duptop. */
async function bundleHarness(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('./tui-harness.ts', import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.13',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { 'react-devtools-core': fileURLToPath(new URL('../../src/tui/no-devtools.ts', import.meta.url)) },
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
}
