import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classicMetric, textfileName } from '../../../src/domain/metric-name.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { classicNumbers, labelledNumbers } from '../support/published.ts';
import { type Ended, type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

const PATH = '/srv/data';
let host: WrapperHost;
beforeEach(() => {
  host = wrapperHost();
  host.settings({ tries: '1' });
});
afterEach(() => host.remove());

describe('a metrics folder', () => {
  it('that is missing is warned of once, and changes neither the run nor its code', async () => {
    rmSync(host.metrics, { recursive: true });
    host.plan('exit 2');
    const { code, output } = await host.run([PATH]);
    expect(code).toBe(2);
    expect(host.calls()).toHaveLength(1);
    expect(output.match(/can't write metrics/g)).toHaveLength(1);
    expect(output).toContain('there is no such folder');
    expect(existsSync(host.metrics)).toBe(false);
  });

  it('holds nothing but two files after a run, though earlier ones were killed in the middle of writing', async () => {
    const { classic, labelled } = host.files(PATH);
    for (const file of [classic, labelled]) writeFileSync(`${file}.4711`, 'half a li');
    await host.run([PATH]);
    expect(
      readdirSync(host.metrics)
        .map((name) => join(host.metrics, name))
        .sort(),
    ).toEqual([classic, labelled].sort());
  });

  it('loses the file that the classic wrapper wrote under a name that node_exporter refuses', async () => {
    const path = '/srv/my-data';
    const old = join(host.metrics, textfileName(classicMetric(hostname(), path)));
    writeFileSync(old, 'x');
    await host.run([path]);
    expect(existsSync(old)).toBe(false);
    expect(classicNumbers(host, path)).toMatchObject({ last_exitcode: 0 });
  });
});

/** How to get mounts of our own: as root, or in a user namespace where those are allowed. */
const NAMESPACES = [
  ['unshare', '--mount'],
  ['unshare', '--user', '--map-root-user', '--mount'],
] as const;
const namespace = NAMESPACES.find(([file, ...args]) => {
  const mount = 'mount -t tmpfs none /mnt';
  return spawnSync(file, [...args, 'sh', '-c', mount], { stdio: 'ignore' }).status === 0;
});

/** Runs the wrapper with a small file system of its own at the metrics folder, and copies what is there at the end. */
async function runOn(prepare: string): Promise<Ended> {
  const script = `
    before=$1 metrics=$2 after=$3; shift 3
    mount -t tmpfs -o size=64k none "$metrics" && cp -a "$before/." "$metrics" || exit 99
    ${prepare}
    "$@"; code=$?
    rm -f "$metrics/filler"
    cp -a "$metrics/." "$after"
    exit $code`;
  const before = join(host.folder, 'before');
  cpSync(host.metrics, before, { recursive: true });
  const after = join(host.folder, 'after');
  cpSync(host.metrics, after, { recursive: true });
  const ended = await host.run([PATH], {
    under: [...(namespace ?? []), 'sh', '-c', script, 'sh', before, host.metrics, after],
  });
  rmSync(host.metrics, { recursive: true });
  cpSync(after, host.metrics, { recursive: true });
  return ended;
}

const FILL = 'head -c 1000000 /dev/zero >"$metrics/filler" 2>/dev/null';

describeUnless(namespace ? null : 'mounts need root, or user namespaces', 'on a file system of its own', () => {
  it('a disk that is full before the run takes the truth all the same, over the blocks of the run before', async () => {
    await host.run([PATH]);
    const success = labelledNumbers(host, PATH)?.last_success_timestamp_seconds;
    host.plan('next_second; exit 100');
    const { code, output } = await runOn(FILL);
    expect({ code, lost: output.includes("can't write") }).toEqual({ code: 100, lost: false });
    expect(labelledNumbers(host, PATH)).toMatchObject({
      last_exit_code: 100,
      running: 0,
      last_success_timestamp_seconds: success,
    });
    expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: 100 });
    for (const name of readdirSync(host.metrics)) expect(readFileSync(join(host.metrics, name), 'utf8')).toMatch(/\n$/);
  });

  it('a disk that fills up during the first run ever does not leave it running', async () => {
    host.plan(`metrics=${host.metrics}; ${FILL}; exit 50`);
    const { code } = await runOn('true');
    expect(code).toBe(50);
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 50, running: 0, info: 1 });
  });

  it('a disk that was always full is warned of, and changes neither the run nor its code', async () => {
    host.plan('exit 1');
    const { code, output } = await runOn(FILL);
    expect(code).toBe(1);
    expect(output).toContain("can't write metrics");
    expect(host.calls()).toHaveLength(1);
    expect(readdirSync(host.metrics)).toEqual([]);
  });

  it('a folder that is read-only is warned of, and changes neither the run nor its code', async () => {
    host.plan('exit 3');
    const { code, output } = await runOn('mount -o remount,bind,ro "$metrics"');
    expect(code).toBe(3);
    expect(output).toContain('the folder is not writable');
    expect(host.calls()).toHaveLength(1);
  });

  it('no room for the secrets is a failure that the metrics tell', async () => {
    const run = join(host.folder, 'run');
    await host.run([PATH]);
    const { code } = await runOn(
      `mount -t tmpfs -o size=4k,mode=700 none "${run}"; head -c 9000 /dev/zero >"${run}/filler"`,
    );
    expect(code).toBe(73);
    expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: 73 });
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 73, running: 0 });
    expect(host.calls()).toHaveLength(1);
  });
});
