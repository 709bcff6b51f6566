import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeFileWriter } from '../../../src/platform/file-writer-node.ts';
import { nodeFiles } from '../../../src/platform/files-node.ts';
import { fromHosts } from '../../../src/sources/declared/from-hosts.ts';
import { rememberPaths, type SeenJob } from '../../../src/sources/declared/host-memory.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';

const AT = Date.UTC(2026, 10, 24);
const DAY = 86_400_000;
const ports = { files: nodeFiles, fileWriter: nodeFileWriter };
let folder: TempFolder;
let file: string;
beforeEach(() => {
  folder = tempFolder('memory');
  file = join(folder.path, 'cache', 'duptop', 'hosts.json');
});
afterEach(() => folder.remove());

function seen(path: string, more: Partial<SeenJob> = {}): SeenJob {
  return { host: 'web', path, schedule: null, seenAt: AT, ...more };
}

async function remembered() {
  const { jobs, warnings } = await fromHosts(file, nodeFiles);
  expect(warnings).toEqual([]);
  return jobs.map(({ origin, target, schedule }) => [origin, target, schedule]);
}

it('keeps exact paths and schedules, for the user alone', async () => {
  await rememberPaths(file, [seen('/srv/a_b\n\x1b[31m', { schedule: '0 2 * * *' }), seen('/srv')], ports);
  await rememberPaths(file, [seen('/srv/a_b\n\x1b[31m', { seenAt: AT + 2 * DAY })], ports);
  expect(await remembered()).toEqual([
    ['host', { by: 'path', host: 'web', path: '/srv/a_b\n\x1b[31m' }, '0 2 * * *'],
    ['host', { by: 'path', host: 'web', path: '/srv' }, null],
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('writes nothing where nothing is new', async () => {
  await rememberPaths(file, [seen('/srv')], ports);
  const before = statSync(file).mtimeMs;
  const failing = {
    files: nodeFiles,
    fileWriter: { ...nodeFileWriter, write: () => Promise.reject(new Error('wrote')) },
  };
  await rememberPaths(file, [seen('/srv', { seenAt: AT + 1000 })], failing);
  expect(statSync(file).mtimeMs).toBe(before);
});

it('takes what is damaged, of another version or senseless for nothing, and writes over it', async () => {
  mkdirSync(join(folder.path, 'cache', 'duptop'), { recursive: true });
  for (const text of ['', '{', 'null', '[]', '{"version":2,"jobs":[]}', '\xff\xfe', '{"version":1,"jobs":7}']) {
    writeFileSync(file, text, 'latin1');
    expect(await remembered()).toEqual([]);
  }
  const senseless = [null, 1, {}, { ...seen('relative') }, { ...seen('/a'), host: '' }, { ...seen('/a'), seenAt: 'x' }];
  writeFileSync(file, JSON.stringify({ version: 1, jobs: [...senseless, seen('/good')] }));
  expect(await remembered()).toEqual([['host', { by: 'path', host: 'web', path: '/good' }, null]]);
  await rememberPaths(file, [seen('/more'), seen('not/absolute'), seen(`/${'x'.repeat(5000)}`)], ports);
  expect(await remembered()).toHaveLength(2);
});

it('keeps the newest where there are too many', async () => {
  const many = Array.from({ length: 10_050 }, (_, at) => seen(`/srv/${at}`, { seenAt: AT + at }));
  await rememberPaths(file, many, ports);
  const { jobs } = JSON.parse(readFileSync(file, 'utf8'));
  expect([jobs.length, jobs[0].path, jobs.at(-1).path]).toEqual([10_000, '/srv/10049', '/srv/50']);
});
