import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DeclaredJob } from '../../../../src/domain/declared-job.ts';
import { nodeFiles } from '../../../../src/platform/files-node.ts';
import { fromAnsible } from '../../../../src/sources/declared/from-ansible.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** A folder with these files, by their path in it; gone after the test. */
export function inventoryFolder(texts: Readonly<Record<string, string>>): string {
  const { path: folder, remove } = tempFolder('inventory');
  onTestFinished(remove);
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** What duptop reads from such a folder, a line each; the folder's own path is left out of the texts. */
export async function read(texts: Readonly<Record<string, string>>) {
  const folder = inventoryFolder(texts);
  const { jobs, warnings } = await fromAnsible(folder, nodeFiles);
  const inFolder = (text: string) => text.replaceAll(`${folder}/`, '').replaceAll(folder, 'FOLDER');
  return { jobs: jobs.map((job) => inFolder(jobLine(job))), warnings: warnings.map(inFolder) };
}

/** `influx01:/srv 0 2 * * * (host_vars/influx01.yml:2)`. */
function jobLine({ target, schedule, where }: DeclaredJob): string {
  const name = target.by === 'path' ? `${target.host}:${target.path}` : target.metric;
  return `${name}${schedule === null ? '' : ` ${schedule}`} (${where})`;
}
