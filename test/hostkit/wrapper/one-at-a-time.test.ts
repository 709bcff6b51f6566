import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { membersOf } from '../support/process-groups.ts';
import { labelledNumbers } from '../support/published.ts';
import { linesOf, type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

const PATH = '/srv/data';
let host: WrapperHost;
beforeEach(() => {
  host = wrapperHost();
});
afterEach(() => host.remove());

describe('a second run of a job', () => {
  it('is refused with 75 while the first goes on, says so, and leaves the metrics alone', async () => {
    host.plan('hang');
    const first = host.start([PATH]);
    await host.hanging();
    const { labelled, log } = host.files(PATH);
    const before = { text: readFileSync(labelled, 'utf8'), at: statSync(labelled).mtimeMs };
    const second = await host.run([PATH]);
    expect(second.code).toBe(75);
    expect(second.output).toContain(`another run of this job is going on (started by process ${first.pid})`);
    expect({ text: readFileSync(labelled, 'utf8'), at: statSync(labelled).mtimeMs }).toEqual(before);
    expect(host.calls()).toHaveLength(1);
    expect(linesOf(log)?.at(-1)).toContain('skipped: another run');
    await first.stop();
    host.plan('exit 0');
    expect((await host.run([PATH])).code).toBe(0);
  });

  it('is refused in the form with secrets too, and where its settings are wrong', async () => {
    host.plan('hang');
    const first = host.start([PATH]);
    await host.hanging();
    expect((await host.run([PATH, 'id', 'secret', ''])).code).toBe(75);
    expect((await host.run([PATH, 'id', '', ''])).code).toBe(75);
    expect(labelledNumbers(host, PATH)).toMatchObject({ running: 1 });
    await first.stop();
  });

  it('is not kept out by the pause of a wrapper that was killed', async () => {
    host.settings({ pause_min: '600', pause_max: '600' });
    host.plan('exit 100');
    // In a session of its own: what the wrapper leaves outlives it.
    const first = host.start([PATH], { under: ['setsid', '--wait'] });
    const wrapper = await eventually(() => Number(linesOf(host.files(PATH).lock)?.[0]) || null, { what: 'the lock' });
    const sleepers = () => membersOf(wrapper).filter(({ commandLine }) => commandLine === 'sleep\x00600\x00');
    await eventually(() => sleepers().length > 0, { what: 'the pause' });
    process.kill(wrapper, 'SIGKILL');
    await first.exited;
    host.plan('exit 0');
    const { code } = await host.run([PATH]);
    const left = sleepers();
    for (const { pid } of left) process.kill(pid);
    expect({ code, left: left.length }).toEqual({ code: 0, left: 1 });
  });
});

it('two jobs run at once', async () => {
  host.plan('hang');
  const first = host.start([PATH]);
  await host.hanging();
  host.plan('exit 0');
  expect((await host.run(['/srv/other'])).code).toBe(0);
  expect(labelledNumbers(host, PATH)).toMatchObject({ running: 1 });
  expect(labelledNumbers(host, '/srv/other')).toMatchObject({ running: 0, last_exit_code: 0 });
  await first.stop();
});

it('paths that share a classic name keep their labelled numbers apart', async () => {
  host.plan('exit 1');
  host.settings({ tries: '1' });
  const [one, other] = ['/srv/a_b', '/srv/a/b'];
  expect(host.files(one).classic).toBe(host.files(other).classic);
  await host.run([one]);
  host.plan('exit 50');
  await host.run([other]);
  expect(labelledNumbers(host, one)).toMatchObject({ last_exit_code: 1 });
  expect(labelledNumbers(host, other)).toMatchObject({ last_exit_code: 50 });
});
