import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { EpochMs, Seconds } from '../../src/domain/time.ts';
import type { LabRun } from './textfile.ts';

/** How far apart past samples are: under the lookback of five minutes, so that a graph has no holes. */
const STEP_MS = 4 * 60_000;
/** Prometheus keeps the last hours in its head block: history ends before. */
const HEAD_MS = 3.5 * 3_600_000;

/** A job's past, as one instance's series. */
export interface PastJob {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Oldest first. */
  readonly runs: readonly LabRun[];
}

/** Fills the data folder of a Prometheus that was not started yet with the three series of each job, as if scraped all the while. */
export function writeHistory(dataFolder: string, jobs: readonly PastJob[], now: EpochMs): void {
  const file = `${dataFolder}.openmetrics`;
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(file, openMetrics(jobs, now - HEAD_MS));
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', file, dataFolder];
  const made = spawnSync('promtool', args, { encoding: 'utf8' });
  rmSync(file);
  if (made.status !== 0) throw new Error(`promtool could not write the history:\n${made.stdout}${made.stderr}`);
}

function openMetrics(jobs: readonly PastJob[], end: EpochMs): string {
  const lines = jobs.flatMap((job) => [
    ...series(job, 'last_run_start', ({ startedAt }) => Math.floor(startedAt / 1000), end),
    ...series(job, 'last_run_seconds', ({ seconds }) => seconds, end),
    ...series(job, 'last_exitcode', ({ exitCode }) => exitCode, end),
  ]);
  return `${lines.join('\n')}\n# EOF\n`;
}

function series(
  { metric, labels, runs }: PastJob,
  name: string,
  value: (run: LabRun) => number,
  end: EpochMs,
): string[] {
  const text = Object.entries(labels).map(([label, content]) => `${label}=${JSON.stringify(content)}`);
  const head = `duplicati_${metric}_${name}{${text.join(',')}}`;
  return runs.flatMap((run, index) => {
    const next = runs[index + 1];
    const until = Math.min(next ? endOf(next) : end, end);
    const moments: Seconds[] = [];
    for (let at = endOf(run); at < until; at += STEP_MS) moments.push(at / 1000);
    return moments.map((moment) => `${head} ${value(run)} ${moment}`);
  });
}

function endOf({ startedAt, seconds }: LabRun): EpochMs {
  return startedAt + seconds * 1000;
}
