import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeUnless } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { lackOf } from '../support/real-parts.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { isAlive } from './proc.ts';
import { startProcess } from './process.ts';

describe('startProcess', () => {
  it('keeps what was written and tells how it ended', async () => {
    const child = startProcess('sh', ['-c', 'echo out; echo err >&2; exit 7']);
    expect(await child.exited).toBe(7);
    await eventually(() => child.output().length === 8, { what: 'both lines' });
    expect(child.output()).toContain('out\n');
    expect(child.output()).toContain('err\n');
    expect(child.running).toBe(false);
  });

  it('keeps only the end of a long output', async () => {
    const child = startProcess('sh', ['-c', 'yes | head -c 200000; echo end']);
    await child.exited;
    await eventually(() => child.output().endsWith('end\n'), { what: 'the end of the output' });
    expect(child.output().length).toBeLessThan(40_000);
  });

  it('says 128 + N for a process that a signal ended, and 127 for a program that is not there', async () => {
    const killed = startProcess('sleep', ['600']);
    killed.signal('SIGKILL');
    expect(await killed.exited).toBe(137);
    expect(await startProcess('no-such-program', []).exited).toBe(127);
  });

  it('stops a process that ignores TERM, with all its children', async () => {
    const child = startProcess('sh', ['-c', 'trap "" TERM; sleep 600 & echo $!; wait; sleep 600']);
    const grandchild = await eventually(() => Number(child.output().trim()) || null, { what: 'its child' });
    await child.stop(100);
    expect(await child.exited).toBe(137);
    await eventually(() => !isAlive(grandchild), { what: 'the child of the child to be gone' });
  });

  it('stops a process that is suspended', async () => {
    const child = startProcess('sleep', ['600']);
    child.signal('SIGSTOP');
    await child.stop();
    expect(await child.exited).toBe(143);
  });
});

const lack = process.features.typescript ? lackOf('setpriv') : 'this Node does not run TypeScript';
describeUnless(lack, 'a process whose starter is gone', () => {
  it('is killed when the starter exits, and when it is killed', async () => {
    const folder = tempFolder('starter');
    const starter = join(folder.path, 'starter.mts');
    writeFileSync(
      starter,
      `import { startProcess } from '${resolve('test/lab/process.ts')}';
       const child = startProcess('sleep', ['600']);
       process.stdout.write(child.pid + '\\n');
       process.once('SIGUSR2', () => process.exit(0));
       setInterval(() => {}, 1000);`,
    );
    for (const signal of ['SIGUSR2', 'SIGKILL'] as const) {
      const parent = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [line] = await once(parent.stdout, 'data');
      const pid = Number(String(line));
      expect(isAlive(pid)).toBe(true);
      parent.kill(signal);
      await eventually(() => !isAlive(pid), { what: `the child to be gone after ${signal}` });
    }
    folder.remove();
  });
});
