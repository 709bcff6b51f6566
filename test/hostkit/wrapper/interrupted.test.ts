import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { groupOf, killGroupOf } from '../support/process-groups.ts';
import { classicNumbers, labelledNumbers } from '../support/published.ts';
import { linesOf, type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

const PATH = '/srv/data';
let host: WrapperHost;
beforeEach(() => {
  host = wrapperHost();
});
afterEach(() => host.remove());

/** Starts a backup and kills the wrapper alone; gives when it had started. */
async function killWrapper(plan: string): Promise<number> {
  host.plan(plan);
  const child = host.start([PATH]);
  await host.hanging();
  const labelled = labelledNumbers(host, PATH);
  expect(labelled?.running).toBe(1);
  child.signal('SIGKILL');
  await child.exited;
  return labelled?.last_start_timestamp_seconds ?? 0;
}

/** The next run goes on until the test is done with what it says at its start. */
async function nextRun(): Promise<{ stop(): Promise<void> }> {
  rmSync(join(host.bin, 'hanging'));
  host.plan('next_second; hang');
  const child = host.start([PATH]);
  await host.hanging();
  return { stop: () => child.stop() };
}

describe('after KILL of the wrapper', () => {
  it('no other run starts as long as the backup goes on, and the metrics say that it does', async () => {
    await killWrapper('hang');
    const metrics = readFileSync(host.files(PATH).labelled, 'utf8');
    const second = await host.run([PATH]);
    expect(second.code).toBe(75);
    expect(host.calls()).toHaveLength(1);
    expect(readFileSync(host.files(PATH).labelled, 'utf8')).toBe(metrics);
  });

  it('a backup that went on to its end counts, once the next run starts, with its own code and end', async () => {
    const start = await killWrapper(
      'touch "$here/hanging"; until [[ -e $here/go ]]; do sleep 0.02; done; next_second; exit 2',
    );
    writeFileSync(join(host.bin, 'go'), '');
    const ended = join(host.folder, 'run', `${host.files(PATH).key}.ended`);
    await eventually(() => existsSync(ended), { what: 'the end of the backup' });
    const end = Number(linesOf(ended)?.[0]?.split(' ')[1]);
    expect(end).toBeGreaterThan(start);
    await eventually(() => !existsSync(host.files(PATH).parameters), { what: 'the secrets to be removed' });
    const next = await nextRun();
    expect(classicNumbers(host, PATH)).toEqual({
      last_run_start: start,
      last_run_seconds: end - start,
      last_exitcode: 2,
    });
    const labelled = labelledNumbers(host, PATH);
    expect(labelled).toMatchObject({
      last_completion_timestamp_seconds: end,
      last_success_timestamp_seconds: end,
      last_duration_seconds: end - start,
      last_exit_code: 2,
      running: 1,
    });
    expect(labelled?.last_start_timestamp_seconds).toBeGreaterThanOrEqual(end);
    await next.stop();
  });

  it('a backup that is told to stop later counts as that, and its secrets are removed', async () => {
    await killWrapper('hang');
    const group = groupOf(host.calls()[0]?.pid ?? -1);
    process.kill(-(group ?? Number.NaN), 'SIGTERM');
    await eventually(() => !isLocked(), { what: 'the end of the backup' });
    expect(existsSync(host.files(PATH).parameters)).toBe(false);
    const next = await nextRun();
    expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: 143 });
    await next.stop();
  });

  it('a backup that was killed with it counts as killed, at its last sign of life', async () => {
    await host.run([PATH]);
    const success = labelledNumbers(host, PATH)?.last_success_timestamp_seconds;
    const start = await killWrapper('hang');
    killGroupOf(host.calls()[1]?.pid ?? -1, host.bin);
    await eventually(() => !isLocked(), { what: 'the end of the backup' });
    utimesSync(host.files(PATH).log, start + 30, start + 30);
    const next = await nextRun();
    expect(classicNumbers(host, PATH)).toEqual({ last_run_start: start, last_run_seconds: 30, last_exitcode: 137 });
    expect(labelledNumbers(host, PATH)).toMatchObject({
      last_completion_timestamp_seconds: start + 30,
      last_success_timestamp_seconds: success,
      last_exit_code: 137,
      running: 1,
    });
    expect(linesOf(host.files(PATH).reason)).toEqual([`137 ${start + 30}`, expect.stringContaining('was cut off')]);
    await next.stop();
  });
});

describe('after a reboot in mid-run', () => {
  it('the next run tells of the one that was cut off, though nothing but metrics and log is left', async () => {
    const start = await killWrapper('hang');
    killGroupOf(host.calls()[0]?.pid ?? -1, host.bin);
    await eventually(() => !isLocked(), { what: 'the end of the backup' });
    rmSync(join(host.folder, 'run'), { recursive: true });
    rmSync(host.files(PATH).log);
    host.plan('exit 0');
    expect(classicNumbers(host, PATH)).toBeNull();
    const next = await nextRun();
    expect(classicNumbers(host, PATH)).toEqual({ last_run_start: start, last_run_seconds: 0, last_exitcode: 137 });
    await next.stop();
    host.plan('exit 0');
    const { output } = await host.run([PATH]);
    expect(output).not.toContain('cut off');
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 0, running: 0 });
    expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: 0 });
  });

  it.each([
    ['numbers that are none', 'duplicati_job_running{} 1\nduplicati_job_last_start_timestamp_seconds{} 08x\n'],
    ['a leading zero', 'duplicati_job_running{} 1\nduplicati_job_last_start_timestamp_seconds{} 08\n'],
    ['a command', 'duplicati_job_running{} 1\nduplicati_job_last_start_timestamp_seconds{} a[$(touch /tmp/x)]\n'],
    ['nothing', ''],
  ])('metrics with %s do no harm', async (_, text) => {
    writeFileSync(host.files(PATH).labelled, text);
    const { code, output } = await host.run([PATH]);
    expect({ code, output }).toEqual({ code: 0, output: '' });
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 0, running: 0 });
  });
});

function isLocked(): boolean {
  const lock = host.files(PATH).lock;
  const inode = readFileSync('/proc/locks', 'utf8');
  return inode.includes(`:${statSync(lock).ino} `);
}
