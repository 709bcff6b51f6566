import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { groupOf, membersOf } from '../support/process-groups.ts';
import { classicNumbers, labelledNumbers } from '../support/published.ts';
import { linesOf, type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

const PATH = '/srv/data';
let host: WrapperHost;
beforeEach(() => {
  host = wrapperHost();
});
afterEach(() => host.remove());

function backupGroup(call = 0): number {
  const group = groupOf(host.calls()[call]?.pid ?? -1);
  if (group === null) throw new Error('the backup does not run');
  return group;
}

describe('a wrapper that is told to stop', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('by %s ends the whole backup first, and tells so', async (signal, code) => {
    host.plan('hang');
    const child = host.start([PATH]);
    await host.hanging();
    const group = backupGroup();
    expect(membersOf(group).length).toBeGreaterThanOrEqual(3);
    process.kill(child.pid, signal);
    expect(await child.exited).toBe(code);
    expect(membersOf(group)).toEqual([]);
    expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: code });
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: code, running: 0, last_attempts: 1 });
    expect(linesOf(host.files(PATH).reason)?.[1]).toBe(`stopped by ${signal.slice(3)}`);
    expect(existsSync(host.files(PATH).parameters)).toBe(false);
    expect(readdirSync(join(host.folder, 'run'))).toEqual([`${host.files(PATH).key}.lock`]);
  });

  it('does so where its whole process group is told, as a terminal and systemd do, and hears the last words', async () => {
    host.plan(`trap 'echo "Fatal error => told to stop"; exit 1' TERM; hang`);
    const child = host.start([PATH]);
    await host.hanging();
    const group = backupGroup();
    child.signal('SIGTERM');
    expect(await child.exited).toBe(143);
    expect(membersOf(group)).toEqual([]);
    expect(linesOf(host.files(PATH).log)).toContain('Fatal error => told to stop');
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 143, running: 0 });
  });

  it('in a later try does not take the code of an earlier one for its own', async () => {
    host.settings({ tries: '2' });
    host.plan('((call == 2)) && hang; exit 100');
    const child = host.start([PATH]);
    await host.hanging();
    process.kill(child.pid, 'SIGTERM');
    expect(await child.exited).toBe(143);
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 143, last_attempts: 2 });
  });

  it('kills what does not end when told', async () => {
    host.settings({ stop_seconds: '0' });
    host.plan("trap '' TERM; hang");
    const child = host.start([PATH]);
    await host.hanging();
    const group = backupGroup();
    process.kill(child.pid, 'SIGTERM');
    expect(await child.exited).toBe(143);
    expect(membersOf(group)).toEqual([]);
  });

  it('counts a backup that ended well before that as what it is', async () => {
    host.settings({ stop_seconds: '600' });
    // A process of its group stays when duplicati-cli has ended: the wrapper waits for that one when it is told to stop.
    host.plan(`
      (trap 'kill -KILL $!; exit' USR1; trap '' TERM; echo $BASHPID >"$here/left"; hang) &
      until [[ -e $here/hanging ]]; do sleep 0.02; done
      exit 1`);
    const child = host.start([PATH]);
    await eventually(() => existsSync(join(host.folder, 'run', `${host.files(PATH).key}.ended`)), { what: 'its end' });
    process.kill(child.pid, 'SIGTERM');
    process.kill(Number(linesOf(join(host.bin, 'left'))?.[0]), 'SIGUSR1');
    expect(await child.exited).toBe(1);
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 1, running: 0 });
  });

  it('ends the pause between two tries', async () => {
    host.settings({ pause_min: '600', pause_max: '600' });
    host.plan('exit 100');
    const child = host.start([PATH]);
    const pausing = () => linesOf(host.files(PATH).log)?.some((line) => line.endsWith('trying again in 600 s'));
    await eventually(pausing, { what: 'the pause' });
    process.kill(child.pid, 'SIGTERM');
    expect(await child.exited).toBe(143);
    expect(host.calls()).toHaveLength(1);
    expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: 143 });
  });
});

describe('a backup that is killed', () => {
  it('counts as killed, and is tried again', async () => {
    host.plan('((call == 1)) && kill -KILL $$; exit 0');
    expect((await host.run([PATH])).code).toBe(0);
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_attempts: 2 });
    host.settings({ tries: '1' });
    host.plan('kill -KILL $$');
    expect((await host.run([PATH])).code).toBe(137);
    expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: 137 });
  });

  it('leaves nothing running beside the next try when only its outer process was killed', async () => {
    host.plan(`
      ((call > 1)) || hang
      state=$(cut -d' ' -f3 "/proc/$(<"$here/calls/1/pid")/stat" 2>/dev/null)
      [[ \${state:-Z} == Z ]] && exit 0
      exit 1`);
    const child = host.start([PATH]);
    await host.hanging();
    const inner = host.calls()[0]?.pid ?? -1;
    const outer = membersOf(backupGroup()).find(
      ({ pid, commandLine }) => pid !== inner && commandLine.includes('/duplicati-cli\0backup'),
    );
    process.kill(outer?.pid ?? -1, 'SIGKILL');
    expect(await child.exited).toBe(0);
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_attempts: 2, last_exit_code: 0 });
  });
});
