import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKnownNames, rememberNames } from '../../../src/cli/completion/known-names.ts';
import { nodeFileWriter } from '../../../src/platform/file-writer-node.ts';
import { nodeFiles } from '../../../src/platform/files-node.ts';
import { aJob, aSnapshot } from '../../present/support/snapshot.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder('names');
});
afterEach(() => folder.remove());

const shell = (XDG_CACHE_HOME = join(folder.path, 'cache')) => ({
  files: nodeFiles,
  fileWriter: nodeFileWriter,
  environment: { XDG_CACHE_HOME },
  homeFolder: null,
});

describe('names that Tab knows', () => {
  it('are those of the last snapshot, in a file that nobody else can read', async () => {
    const jobs = [aJob({ host: 'web-01', path: '/srv' }), aJob({ host: 'web-01', path: '/etc' })];
    await rememberNames(aSnapshot({ jobs, hosts: [] }), shell());
    expect(await readKnownNames(shell())).toEqual({ hosts: ['web-01'], jobs: jobs.map(({ id }) => id) });
    expect(statSync(join(folder.path, 'cache/duptop/names.json')).mode & 0o777).toBe(0o600);
  });

  it('are kept where a snapshot has no job', async () => {
    await rememberNames(aSnapshot({ jobs: [aJob({})] }), shell());
    await rememberNames(aSnapshot({ jobs: [] }), shell());
    expect((await readKnownNames(shell())).jobs).toHaveLength(1);
  });

  it('are none where there is no place for them, and nothing is said', async () => {
    const nowhere = shell('/dev/null/cache');
    await rememberNames(aSnapshot({ jobs: [aJob({})] }), nowhere);
    expect(await readKnownNames(nowhere)).toEqual({ hosts: [], jobs: [] });
    expect(await readKnownNames(shell('relative'))).toEqual({ hosts: [], jobs: [] });
  });

  it.each(['', 'null', '[]', '{"hosts": 3, "jobs": [1, "a:/b"]}', '{"hosts"'])(
    'survive a file that holds %s',
    async (text) => {
      mkdirSync(join(folder.path, 'cache/duptop'), { recursive: true });
      writeFileSync(join(folder.path, 'cache/duptop/names.json'), text);
      const { hosts, jobs } = await readKnownNames(shell());
      expect(hosts).toEqual([]);
      expect(jobs).toEqual(text.includes('a:/b') ? ['a:/b'] : []);
    },
  );
});
