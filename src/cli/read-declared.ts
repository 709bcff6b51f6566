import type { Config } from '../config/config.ts';
import type { DeclaredJob } from '../domain/declared-job.ts';
import { say } from '../text/safe-text.ts';
import { wrongUse } from './failure.ts';
import { openFleet } from './open-fleet.ts';
import type { Shell } from './shell.ts';

/**
 * The configuration with these folders in place of its own Ansible inventories; as it is where none is given.
 * @throws Failure for a folder that is not there
 */
export async function withAnsible(config: Config, folders: readonly string[], { files }: Shell): Promise<Config> {
  for (const folder of folders) {
    if ((await files.kind(folder)) !== 'folder') throw wrongUse(say`--ansible: there is no folder ${folder}`);
  }
  return folders.length === 0 ? config : { ...config, ansible: folders };
}

/** The jobs that configuration and inventories declare, in that order; what could not be used is told on standard error. */
export async function readDeclared(config: Config, shell: Shell): Promise<readonly DeclaredJob[]> {
  const { declared } = await openFleet(config, shell);
  const jobs: DeclaredJob[] = [];
  for (const source of declared) {
    if (source.kind === 'host') continue;
    const read = await source.read();
    for (const warning of read.warnings) await shell.stderr.write(`duptop: ${warning}\n`);
    for (const job of read.jobs) jobs.push(job);
  }
  return jobs;
}
