import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { tempFolder } from '../support/temp-folder.ts';
import type { Bench, Measured } from './measure.ts';
import { simulatePrometheus } from './tui-prometheus.ts';

const SIZES = [10, 1_000, 10_000, 100_000] as const;
/** One frame of a screen that is drawn 60 times a second. */
const FRAME_MS = 16;
const REFRESH_EVERY_MS = 15_000;
const TICKS_A_REFRESH = 15;
const MOST_CPU_PERCENT = 3;
const MOST_MIB = 200;
const MIB = 1024 * 1024;

interface Painted {
  readonly ms: number;
  readonly bytes: number;
}
type Interactive = Readonly<Record<'refresh' | 'line' | 'page' | 'filter', Painted>>;
type Steady = Readonly<Record<'early' | 'late' | 'refreshMs' | 'tickMs', number>>;

export const bench: Bench = {
  name: 'live table (tui)',
  run: async () => {
    const folder = tempFolder('bench-tui');
    try {
      const bundle = join(folder.path, 'harness.mjs');
      await bundleHarness(bundle);
      const sizes = new Map<number, Interactive>();
      for (const jobs of SIZES) sizes.set(jobs, await measure<Interactive>(bundle, 'interactive', { jobs }));
      const at = (jobs: (typeof SIZES)[number]): Interactive => sizes.get(jobs) as Interactive;
      const [few, thousand, usual, many] = SIZES.map(at) as [Interactive, Interactive, Interactive, Interactive];
      const alone = await measure<Steady>(bundle, 'steady', { jobs: 10_000 });
      return [
        ...keyLines(few, usual),
        withinFrame('a key with 100,000 jobs', many.line.ms),
        growth('refresh, 1,000 to 10,000 jobs', thousand.refresh.ms, usual.refresh.ms),
        growth('refresh, 10,000 to 100,000 jobs', usual.refresh.ms, many.refresh.ms),
        growth('a key of a filter, 10,000 to 100,000 jobs', usual.filter.ms, many.filter.ms),
        ...steadyLines(alone),
      ];
    } finally {
      folder.remove();
    }
  },
};

function keyLines(few: Interactive, usual: Interactive): readonly Measured[] {
  return [
    {
      what: 'key to paint with 10,000 jobs',
      ours: usual.line.ms,
      other: few.line.ms,
      unit: 'ms',
      against: '10 jobs',
      target: { ratio: 1.2, better: 'lower' },
    },
    withinFrame('a key with 10,000 jobs', usual.line.ms),
    withinFrame('a page with 10,000 jobs', usual.page.ms),
    withinFrame('a key of a filter over 10,000 jobs', usual.filter.ms),
    {
      what: 'bytes of a frame for a key with 10,000 jobs',
      ours: usual.line.bytes,
      other: usual.page.bytes,
      unit: 'bytes',
      against: 'a page',
      target: { ratio: 0.5, better: 'lower' },
    },
  ];
}

function steadyLines({ early, late, refreshMs, tickMs }: Steady): readonly Measured[] {
  const busyMs = refreshMs + TICKS_A_REFRESH * tickMs;
  return [
    {
      what: 'resident memory after 1,000 refreshes of 10,000 jobs',
      ours: late / MIB,
      other: early / MIB,
      unit: 'MiB',
      against: 'after 100',
      target: { ratio: 1.1, better: 'lower' },
    },
    {
      what: 'resident memory after 1,000 refreshes of 10,000 jobs',
      ours: late / MIB,
      other: MOST_MIB,
      unit: 'MiB',
      against: 'what is allowed',
      target: { ratio: 1, better: 'lower' },
    },
    {
      what: 'one core, for a refresh of 10,000 jobs every 15 s and a tick every second',
      ours: (100 * busyMs) / REFRESH_EVERY_MS,
      other: MOST_CPU_PERCENT,
      unit: '%',
      against: 'what is allowed',
      target: { ratio: 1, better: 'lower' },
    },
  ];
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

/** Runs one measure in a process of its own. @throws Error when it fails */
async function measure<Figures>(
  bundle: string,
  name: string,
  { direct = false, ...prometheus }: { readonly jobs: number; readonly rules?: boolean; readonly direct?: boolean },
): Promise<Figures> {
  const { url, stop } = await simulatePrometheus(prometheus);
  try {
    const args = [bundle, name, url, ...(direct ? ['direct'] : [])];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(await text(child.stdout)) as Figures;
  } finally {
    stop();
  }
}
