/** Makes the files of a simulated host, and the databases of its jobs: what is to be there comes as JSON on standard input. */
import { mkdirSync } from 'node:fs';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { StagingOrder } from './stage-host/order.ts';
import { writeFile } from './stage-host/write-files.ts';
import { writeJob } from './stage-host/write-job.ts';

process.umask(0o022);
const { folders, files, jobs } = JSON.parse(await text(process.stdin)) as StagingOrder;
for (const folder of folders) mkdirSync(folder, { recursive: true });
for (const file of files) writeFile(file);
for (const job of jobs) await writeJob(job);
