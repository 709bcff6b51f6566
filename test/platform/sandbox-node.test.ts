import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { makeSandbox } from '../../src/platform/sandbox-node.ts';
import { eventually } from '../support/eventually.ts';

/** A program that leads a session of its own, so that it outlives whoever starts it. */
function startIn(folder: string) {
  return spawn('/bin/sh', ['-c', 'sleep 1000 & sleep 1000'], {
    detached: true,
    stdio: 'ignore',
    env: { PATH: process.env.PATH, WITHIN: `${folder}/host` },
  });
}

/** Makes a sandbox with a program in it, and tells both. */
const MAKER = `
import { spawn } from 'node:child_process';
import { makeSandbox } from '${new URL('../../src/platform/sandbox-node.ts', import.meta.url).pathname}';
const { path } = makeSandbox();
const { pid } = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore', env: { PATH: process.env.PATH, WITHIN: path + '/host' } });
console.log(path + ' ' + pid);
setInterval(() => {}, 1000);
`;

describe.runIf(process.platform === 'linux')('a sandbox', () => {
  it('is a folder for its user alone, and goes with what was started in it', async () => {
    const { path, remove } = makeSandbox();
    expect(path).toMatch(/^\/tmp\/duptop-demo-\w{6}$/);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    const child = startIn(path);
    const ended = once(child, 'exit');
    remove();
    expect(existsSync(path)).toBe(false);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it.each(['SIGKILL', 'SIGHUP', 'SIGTERM'] as const)('goes when who has made it is ended by %s', async (signal) => {
    const maker = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', MAKER], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(maker.stdout), 'line')) as [string];
    const [path = '', pid = ''] = line.split(' ');
    expect(existsSync(path)).toBe(true);
    maker.kill(signal);
    await eventually(() => !existsSync(path) && !existsSync(`/proc/${pid}`), { what: 'folder and program to be gone' });
  });
});
