import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a job's file as the classic wrapper does: under another name first. */
export function writeRun(
  folder: string,
  metric: string,
  [start, seconds, exitCode]: readonly [number, number, number],
): void {
  const stem = `duplicati_${metric}`;
  const lines = [
    `${stem}_last_run_start ${start}`,
    `${stem}_last_run_seconds ${seconds}`,
    `${stem}_last_exitcode ${exitCode}`,
  ];
  const file = join(folder, `${stem}.prom`);
  writeFileSync(`${file}.1`, `${lines.join('\n')}\n`);
  renameSync(`${file}.1`, file);
}
