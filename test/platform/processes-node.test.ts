import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeProcesses } from '../../src/platform/processes-node.ts';
import type { ProcessRequest, RunningProcess } from '../../src/ports/processes.ts';
import { isAlive } from '../lab/proc.ts';
import { startProcess } from '../lab/process.ts';
import { eventually } from '../support/eventually.ts';
import { tempFolder } from '../support/temp-folder.ts';

const started: RunningProcess[] = [];

afterEach(() => {
  for (const each of started.splice(0)) each.kill();
});

async function start(program: string, args: readonly string[], more: Partial<ProcessRequest> = {}) {
  const running = await nodeProcesses.start({ program, args, input: { text: '' }, ...more });
  started.push(running);
  return running;
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

describe('a program of this machine', () => {
  it('gets its arguments as they are: no shell reads them', async () => {
    const { stdout } = await start('printf', ['%s|', '$(id)', "'; exit 3 #", 'a\nb', '']);
    expect(await textOf(stdout)).toBe("$(id)|'; exit 3 #|a\nb||");
  });

  it('gets a text of any size on its standard input, and then the end of it', async () => {
    const text = `${'ü'.repeat(300_000)}\n`;
    const { stdout } = await start('cat', [], { input: { text } });
    expect(await textOf(stdout)).toBe(text);
  });

  it('may end without having read its input', async () => {
    const { ended } = await start('false', [], { input: { text: 'x'.repeat(1_000_000) } });
    expect(await ended).toBe(1);
  });

  it('keeps a held input until it is closed', async () => {
    const { stdout, ended, closeInput } = await start('sh', ['-c', 'echo there; cat; echo over'], { input: 'held' });
    const reader = stdout[Symbol.asyncIterator]();
    expect(Buffer.from((await reader.next()).value).toString()).toBe('there\n');
    closeInput();
    expect(Buffer.from((await reader.next()).value).toString()).toBe('over\n');
    expect(await ended).toBe(0);
  });

  it('has our environment and what is set beside it', async () => {
    const { stdout } = await start('sh', ['-c', 'echo "$LC_ALL $OWN"'], { environment: { OWN: 'mine' } });
    expect(await textOf(stdout)).toBe('C.UTF-8 mine\n');
  });

  it('has its two outputs apart', async () => {
    const { stdout, stderr } = await start('sh', ['-c', 'echo out; echo err >&2']);
    expect(await Promise.all([textOf(stdout), textOf(stderr)])).toEqual(['out\n', 'err\n']);
  });

  it.each([
    ['exit 7', 7],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
  ])('that ends by %s has the exit code %i', async (script, code) => {
    const { ended } = await start('sh', ['-c', script]);
    expect(await ended).toBe(code);
  });

  it('is killed with all that it started', async () => {
    const { stdout, ended, kill } = await start('sh', ['-c', 'sleep 1000 & echo $!; wait'], { input: 'held' });
    const reader = stdout[Symbol.asyncIterator]();
    const child = Number(Buffer.from((await reader.next()).value).toString());
    expect(isAlive(child)).toBe(true);
    kill();
    expect(await ended).toBe(137);
    await eventually(() => !isAlive(child), { what: 'the end of what it started' });
    expect((await reader.next()).done).toBe(true);
  });

  it('whose output another one holds open gives that up when it is killed', async () => {
    const { stdout, ended, kill } = await start('sh', ['-c', 'setsid sleep 1000 & echo $!']);
    const reader = stdout[Symbol.asyncIterator]();
    const child = Number(Buffer.from((await reader.next()).value).toString());
    expect(await ended).toBe(0);
    kill();
    expect((await reader.next()).done).toBe(true);
    process.kill(child, 'SIGKILL');
  });

  it('may be left unread', async () => {
    const { stdout, ended } = await start('yes', []);
    for await (const _ of stdout) break;
    expect(await ended).not.toBe(0);
  });
});

describe('a program that can not be started', () => {
  it('is missing', async () => {
    await expect(start('duptop-no-such-program', [])).rejects.toMatchObject({
      name: 'ProcessError',
      kind: 'missing',
      program: 'duptop-no-such-program',
      message: 'not found',
    });
  });

  it('is no program', async () => {
    const folder = tempFolder('processes');
    const file = join(folder.path, 'text');
    writeFileSync(file, 'no program');
    chmodSync(file, 0o644);
    await expect(start(file, [])).rejects.toMatchObject({ kind: 'denied' });
    folder.remove();
  });

  it('has more arguments than there is room for', async () => {
    await expect(start('true', ['x'.repeat(10_000_000)])).rejects.toMatchObject({ kind: 'other' });
  });
});

it('what still runs when this program ends is killed', async () => {
  const script = `
    const { nodeProcesses } = await import('./src/platform/processes-node.ts');
    const { stdout } = await nodeProcesses.start({ program: 'sh', args: ['-c', 'sleep 1000 & echo $!; wait'], input: 'held' });
    for await (const chunk of stdout) { process.stdout.write(chunk); break; }
    process.exit(0);
  `;
  const parent = startProcess(process.execPath, ['--input-type=module', '--eval', script]);
  expect([await parent.exited, parent.output()]).toEqual([0, expect.stringMatching(/^\d+\n$/)]);
  await eventually(() => !isAlive(Number(parent.output())), { what: 'the end of what it started' });
});
