import { closeSync, fstatSync, openSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import type { StagedJob } from './order.ts';
import { replay } from './replay.ts';
import { logText, reasonText } from './wrapper-log.ts';

const PAGE_BYTES = 4096;
/** Behind the first page, which holds the schema. */
const DAMAGED_PAGES = [1, 2, 3, 4, 5];

/** Lets a job's runs be, one after the other. */
export async function writeJob(job: StagedJob): Promise<void> {
  let log = '';
  let reason: string | null = null;
  for (const run of job.runs) {
    const said = await replay(job, run);
    log += logText(run, said);
    reason = reasonText(run, said);
  }
  const last = job.runs.at(-1);
  if (last === undefined) return;
  if (job.damaged) damage(job.database);
  touch(job.database, last.endedAt);
  if (job.log === null) return;
  writeFileSync(job.log.log, log, { mode: 0o600 });
  if (reason !== null) writeFileSync(job.log.reason, reason, { mode: 0o600 });
}

function damage(database: string): void {
  const descriptor = openSync(database, 'r+');
  try {
    const pages = fstatSync(descriptor).size / PAGE_BYTES;
    const rubbish = Buffer.alloc(PAGE_BYTES, 0xa5);
    for (const page of DAMAGED_PAGES)
      if (page < pages) writeSync(descriptor, rubbish, 0, PAGE_BYTES, page * PAGE_BYTES);
  } finally {
    closeSync(descriptor);
  }
}

/** A run that could not begin has left no database. */
function touch(file: string, at: number): void {
  try {
    utimesSync(file, at / 1000, at / 1000);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
