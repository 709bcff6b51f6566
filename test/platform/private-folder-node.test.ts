import { chmodSync, chownSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { makePrivateFolder } from '../../src/platform/private-folder-node.ts';
import type { PrivateFolder } from '../../src/ports/private-folder.ts';
import { startProcess } from '../lab/process.ts';
import { tempFolder } from '../support/temp-folder.ts';

const made: PrivateFolder[] = [];

function make(runtimeFolder: string | undefined): PrivateFolder {
  const folder = makePrivateFolder(runtimeFolder);
  made.push(folder);
  return folder;
}

afterEach(() => {
  for (const each of made.splice(0)) each.remove();
});

it('is for this user alone, in the folder for what runs', () => {
  const runtime = tempFolder('runtime');
  const { path } = make(runtime.path);
  expect(path.startsWith(`${runtime.path}/duptop-`)).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  runtime.remove();
});

it.each([undefined, '', 'relative', '/no/such/folder', `/tmp/${'long'.repeat(20)}`, '/tmp/%h', '/tmp/a b'])(
  'is in /tmp where the folder for what runs is %j',
  (runtime) => {
    expect(make(runtime).path).toMatch(/^\/tmp\/duptop-\w{6}$/);
  },
);

it.runIf(process.getuid?.() === 0)('is in /tmp where others could put something into its place', () => {
  const runtime = tempFolder('runtime');
  chmodSync(runtime.path, 0o777);
  expect(make(runtime.path).path).toMatch(/^\/tmp\/duptop-\w{6}$/);
  chmodSync(runtime.path, 0o700);
  chownSync(runtime.path, 4242, 4242);
  expect(make(runtime.path).path).toMatch(/^\/tmp\/duptop-\w{6}$/);
  runtime.remove();
});

it('is removed with all it holds', () => {
  const folder = make(undefined);
  writeFileSync(join(folder.path, 'x'), '');
  folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

it('is removed at the end of the program', async () => {
  const script = `
    const { makePrivateFolder } = await import('./src/platform/private-folder-node.ts');
    process.stdout.write(makePrivateFolder().path);
    throw new Error('over');
  `;
  const program = startProcess(process.execPath, ['--input-type=module', '--eval', script]);
  await program.exited;
  const path = /^\/tmp\/duptop-\w{6}/.exec(program.output())?.[0] ?? '';
  expect(path).not.toBe('');
  expect(existsSync(path)).toBe(false);
});
