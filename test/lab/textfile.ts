import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EpochMs, Seconds } from '../../src/domain/time.ts';

/** What the wrapper publishes of a run. */
export interface LabRun {
  readonly startedAt: EpochMs;
  readonly seconds: Seconds;
  readonly exitCode: number;
}

/** A file in an exporter's textfile directory. */
export interface LabFile {
  readonly name: string;
  readonly text: string;
  /** When it seems to have been written. */
  readonly writtenAt: EpochMs;
}

/** `influx01__var_lib_influxdb_`: what the classic wrapper makes of host and path; only `/` is replaced. */
export function classicMetricOf(host: string, path: string): string {
  return `${host}_${path.replaceAll('/', '_')}`;
}

/** The file that the classic wrapper leaves at the end of a run: three samples without HELP and TYPE. */
export function classicFile(metric: string, run: LabRun): LabFile {
  const stem = `duplicati_${metric}`;
  const lines = [
    `${stem}_last_run_start ${Math.floor(run.startedAt / 1000)}`,
    `${stem}_last_run_seconds ${run.seconds}`,
    `${stem}_last_exitcode ${run.exitCode}`,
  ];
  return { name: `${stem}.prom`, text: `${lines.join('\n')}\n`, writtenAt: run.startedAt + run.seconds * 1000 };
}

/** Writes as the wrapper does: under a name that the exporter ignores, then moved into place. */
export function putFile(folder: string, { name, text, writtenAt }: LabFile): void {
  const temporary = join(folder, `${name}.${process.pid}`);
  writeFileSync(temporary, text);
  utimesSync(temporary, writtenAt / 1000, writtenAt / 1000);
  renameSync(temporary, join(folder, name));
}
