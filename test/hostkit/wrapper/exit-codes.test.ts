import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classicNumbers, labelledNumbers } from '../support/published.ts';
import { linesOf, type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

const PATH = '/srv/data';
let host: WrapperHost;
beforeEach(() => {
  host = wrapperHost();
});
afterEach(() => host.remove());

describe("the wrapper's exit code", () => {
  it.each([0, 1, 2, 3, 9, 10, 50, 100, 126, 127, 137, 200])("is the backup's own: %d", async (code) => {
    host.settings({ tries: '1' });
    host.plan(`exit ${code}`);
    const before = Math.floor(Date.now() / 1000);
    const ended = await host.run([PATH]);
    const after = Math.floor(Date.now() / 1000);
    expect(ended.code).toBe(code);
    const classic = classicNumbers(host, PATH);
    const labelled = labelledNumbers(host, PATH);
    const start = classic?.last_run_start ?? 0;
    expect(classic).toEqual({
      last_run_start: start,
      last_run_seconds: classic?.last_run_seconds,
      last_exitcode: code,
    });
    expect(start).toBeGreaterThanOrEqual(before);
    expect(start).toBeLessThanOrEqual(after);
    const completion = labelled?.last_completion_timestamp_seconds ?? 0;
    expect(labelled).toEqual({
      last_start_timestamp_seconds: start,
      last_completion_timestamp_seconds: completion,
      ...(code <= 2 ? { last_success_timestamp_seconds: completion } : {}),
      last_duration_seconds: classic?.last_run_seconds,
      last_exit_code: code,
      last_attempts: 1,
      running: 0,
      info: 1,
    });
    expect(completion).toBeGreaterThanOrEqual(start);
    expect(completion).toBeLessThanOrEqual(after);
  });

  it('is 127 where there is no duplicati-cli, and 126 where it can not be executed', async () => {
    host.settings({ tries: '1' });
    const { files } = host;
    const gone = await host.run([PATH], { environment: { PATH: '/usr/bin:/bin' } });
    expect([gone.code, classicNumbers(host, PATH)?.last_exitcode]).toEqual([127, 127]);
    expect(linesOf(files(PATH).reason)?.at(-1)).toContain('duplicati-cli: command not found');
    writeFileSync(join(host.folder, 'duplicati-cli'), '', { mode: 0o644 });
    const forbidden = await host.run([PATH], { environment: { PATH: `${host.folder}:/usr/bin:/bin` } });
    expect([forbidden.code, classicNumbers(host, PATH)?.last_exitcode]).toEqual([126, 126]);
    expect(linesOf(files(PATH).reason)?.at(-1)).toContain('Permission denied');
  });
});

describe('a failed backup', () => {
  it('is tried up to 10 times, and its last code counts', async () => {
    host.plan('exit $((call == 10 ? 50 : 100))');
    expect((await host.run([PATH])).code).toBe(50);
    expect(host.calls()).toHaveLength(10);
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_attempts: 10, last_exit_code: 50, running: 0 });
  });

  it.each([0, 1, 2, 3, 9, 200])('is not tried again after code %d', async (code) => {
    host.plan(`exit $((call == 3 ? ${code} : 100))`);
    expect((await host.run([PATH])).code).toBe(code);
    expect(host.calls()).toHaveLength(3);
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_attempts: 3, last_exit_code: code });
    expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: code });
  });

  it('keeps the time of the last good one, which the next good one moves on', async () => {
    await host.run([PATH]);
    const success = labelledNumbers(host, PATH)?.last_success_timestamp_seconds ?? 0;
    expect(success).toBeGreaterThan(0);
    host.settings({ tries: '1' });
    host.plan('next_second; exit 100');
    await host.run([PATH]);
    const failed = labelledNumbers(host, PATH);
    expect(failed).toMatchObject({ last_success_timestamp_seconds: success, last_exit_code: 100 });
    expect(failed?.last_completion_timestamp_seconds).toBeGreaterThan(success);
    host.plan('next_second; exit 2');
    await host.run([PATH]);
    expect(labelledNumbers(host, PATH)?.last_success_timestamp_seconds).toBeGreaterThan(success);
  });
});

describe('while a backup is going on', () => {
  it('the labelled metrics say so, with its start, and the classic ones still tell of the run before', async () => {
    host.plan('exit 2');
    await host.run([PATH]);
    const classic = classicNumbers(host, PATH);
    const before = labelledNumbers(host, PATH);
    host.plan('((call > 2)) || exit 100; hang');
    const child = host.start([PATH]);
    await host.hanging();
    expect(labelledNumbers(host, PATH)).toEqual({
      ...before,
      last_start_timestamp_seconds: expect.toSatisfy((at: number) => at >= (classic?.last_run_start ?? 0)),
      last_attempts: 2,
      running: 1,
    });
    expect(classicNumbers(host, PATH)).toEqual(classic);
    await child.stop();
  });
});
