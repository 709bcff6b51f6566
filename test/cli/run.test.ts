import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeUnless } from '../support/describe-with.ts';
import { runInProcess } from './support/run-in-process.ts';
import { answering, eventsOf, LACK_OF_RUN_LAB, type RunLab, startRunLab } from './support/run-lab.ts';

describeUnless(LACK_OF_RUN_LAB, 'duptop run', () => {
  let lab: RunLab;
  beforeAll(async () => {
    lab = await startRunLab();
  });
  afterAll(() => lab?.stop());
  beforeEach(() => lab.reset());

  it('starts a job, follows it into exporter and Prometheus, and ends with 0 for a good backup', async () => {
    lab.host.plan('echo working; exit 1');
    const ended = await lab.run(['--yes', '--json', `${lab.name}:/srv/a`]);
    const events = eventsOf(ended);
    expect(events.map(({ type }) => type)).toEqual([
      'found',
      'started',
      'output',
      'ended',
      'exporter-shows',
      'prometheus-shows',
    ]);
    expect(events.at(-1)).toMatchObject({ id: `${lab.name}:/srv/a`, run: { exitCode: 1, outcome: 'unchanged' } });
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(lab.audited().map(({ action, outcome }) => [action, outcome])).toEqual([
      ['run', 'started'],
      ['run', 'exit 1'],
    ]);
  });

  it('ends with the worst code of several, and runs as many at once as it may', async () => {
    lab.host.plan('case $* in */srv/a*) exit 3 ;; *) exit 2 ;; esac');
    const ended = await lab.run(['--yes', '--json', '--concurrency', '1', `${lab.name}:/srv/a`, `${lab.name}:/srv/b`]);
    expect(ended.exitCode).toBe(3);
    const order = eventsOf(ended).flatMap(({ type, id }) =>
      type === 'started' || type === 'ended' ? [`${type} ${id}`] : [],
    );
    expect(order).toEqual([
      `started ${lab.name}:/srv/a`,
      `ended ${lab.name}:/srv/a`,
      `started ${lab.name}:/srv/b`,
      `ended ${lab.name}:/srv/b`,
    ]);
  });

  it('shows host, way and command before it asks, and does nothing without a yes', async () => {
    const person = answering('n');
    const ended = await lab.run([`${lab.name}:/srv/a`], person);
    expect(person.asked()).toEqual(['start it? [y/N]']);
    expect(ended.stdout).toContain(`${lab.name} (ssh ${lab.name}), as root`);
    expect(ended.stdout).toContain('/opt/duplicati_wrapper.sh /srv/a …');
    expect(ended.stdout).toContain('crontab of root, line 1: 0 2 * * *, as root; the classic wrapper');
    expect(ended).toMatchObject({ exitCode: 2 });
    expect(lab.audited()).toEqual([]);
    expect((await lab.host.run(['ls', '/run/duptop/'])).output).not.toContain('.lock.new');
  });

  it('starts nothing where the wrapper is not there, and says so', async () => {
    await lab.host.run(['mv', '/opt/duplicati_wrapper.sh', '/opt/away']);
    const refused = await lab.run(['--yes', `${lab.name}:/srv/a`]);
    await lab.host.run(['mv', '/opt/away', '/opt/duplicati_wrapper.sh']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stdout).toContain(`there is no /opt/duplicati_wrapper.sh on ${lab.name}`);
  });

  it('refuses without a terminal, and where nothing may be changed, before anything is asked', async () => {
    const unasked = await lab.run([`${lab.name}:/srv/a`]);
    expect(unasked).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unasked.stderr).toContain('--yes');
    for (const args of [['--yes'], ['--yes', '--stop']]) {
      const refused = await lab.run([...args, '--read-only', `${lab.name}:/srv/a`]);
      expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
      expect(refused.stderr).toContain('read-only');
    }
    expect(await lab.run(['--read-only', '--dry-run', `${lab.name}:/srv/a`])).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
  });

  it('takes a whole name as it is where no source answers, and ends with 255 where the host can’t be reached', async () => {
    const alone = await runInProcess(['-p', 'http://127.0.0.1:1', 'run', '--yes', '--json', `${lab.name}:/srv/b`], {
      openHosts: lab.openHosts,
    });
    expect(alone.exitCode).toBe(0);
    expect(eventsOf(alone).at(-1)).toMatchObject({ type: 'ended', exitCode: 0 });
    const nowhere = await runInProcess(
      ['-p', 'http://127.0.0.1:1', 'run', '--yes', '--json', 'no-such-lab.host.invalid:/srv/b'],
      {
        openHosts: lab.openHosts,
      },
    );
    expect(nowhere.exitCode).toBe(255);
    expect(eventsOf(nowhere)).toMatchObject([{ type: 'refused', why: 'unreachable' }]);
    const inCase = await lab.run(['--yes', '--json', `${lab.name}:/srv/not-there`]);
    expect(inCase).toMatchObject({ exitCode: 2 });
    expect(eventsOf(inCase).at(-1)).toMatchObject({ type: 'refused', why: 'not-found' });
  });
});
