import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { LACK_OF_RUN_LAB, type RunLab, startRunLab } from '../cli/support/run-lab.ts';
import { SECRETS } from '../remote/run/support/backup-host.ts';
import { describeUnless } from '../support/describe-with.ts';
import { openDuptop, type PtyTerminal } from '../support/pty-duptop.ts';
import { runDuptop } from '../support/run-duptop.ts';
import { tempFolder } from '../support/temp-folder.ts';

describeUnless(LACK_OF_RUN_LAB, 'the built duptop run', () => {
  let lab: RunLab;
  let home: ReturnType<typeof tempFolder>;
  let terminal: PtyTerminal | null = null;
  beforeAll(async () => {
    lab = await startRunLab();
    home = tempFolder('home');
  });
  beforeEach(() => lab.reset());
  afterEach(async () => {
    await terminal?.close();
    terminal = null;
  });
  afterAll(async () => {
    home?.remove();
    await lab?.stop();
  });
  const environment = () => ({ ...lab.environment, HOME: home.path });

  it('asks on a terminal, shows a row for each of several runs, and leaves them alive at Ctrl+C', async () => {
    lab.host.plan('echo "working on $dbpath"; hang');
    const [a, b] = [`${lab.name}:/srv/a`, `${lab.name}:/srv/b`];
    terminal = openDuptop(['-p', lab.prometheusUrl, 'run', a, b], { size: [100, 40], environment: environment() });
    await terminal.untilShown('start these 2? [y/N]');
    terminal.press('y', 'Enter');
    for (const id of [a, b])
      await terminal.untilShown(new RegExp(`^${id}  \\d+s  working on /var/duplicati_\\w+.sqlite$`, 'm'));
    terminal.press('Ctrl+C');
    const left = await terminal.untilShown(`the runs go on; to follow: duptop run --follow ${a} ${b}`);
    expect(left).not.toMatch(/^.*\d+s {2}working/m);
    expect(await terminal.ended).toBe(130);
    for (const secret of SECRETS) expect(terminal.written).not.toContain(secret);
    const stopped = await runDuptop(['-p', lab.prometheusUrl, 'run', '--yes', '--stop', a, b], environment());
    expect(stopped).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await lab.host.processes()).filter((line) => line.includes('duplicati'))).toEqual([]);
  });

  it('notes who did what in the audit log, and nothing that is a secret', async () => {
    lab.host.plan('exit 3');
    const id = `${lab.name}:/srv/a`;
    const ended = await runDuptop(['-p', lab.prometheusUrl, 'run', '--yes', id], {
      ...environment(),
      XDG_STATE_HOME: home.path,
      SUDO_USER: 'alice',
    });
    expect(ended.exitCode).toBe(3);
    const log = readFileSync(`${home.path}/duptop/audit.log`, 'utf8');
    const lines = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const about = { at: expect.any(String), user: 'alice', action: 'run', where: lab.name, target: id };
    expect(lines).toEqual([
      { ...about, outcome: 'started' },
      { ...about, outcome: 'exit 3' },
    ]);
  });
});
