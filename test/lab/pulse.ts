import type { Lab } from './fleet.ts';
import { SECOND } from './machine.ts';

const INTERVAL_MS = 10 * SECOND;

/** What ends next, over and over: good runs, and one job that fails and recovers. */
const STEPS = [
  { host: 'files01', path: '/srv/files', exitCode: 0 },
  { host: 'files02', path: '/srv/archive', exitCode: 100 },
  { host: 'influx02', path: '/var/lib/influxdb/', exitCode: 0 },
  { host: 'files02', path: '/srv/archive', exitCode: 1 },
  { host: 'nat01', path: '/srv/branch', exitCode: 0 },
] as const;

/** Keeps the lab alive: every few seconds a run ends somewhere. Gives the function that ends it. */
export function startPulse(lab: Lab): () => void {
  let beat = 0;
  const timer = setInterval(() => {
    const { host, path, exitCode } = STEPS[beat % STEPS.length] ?? STEPS[0];
    const seconds = 30 + ((beat * 7) % 60);
    lab.writeJob(host, path, { startedAt: Date.now() - seconds * SECOND, seconds, exitCode });
    beat += 1;
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}
