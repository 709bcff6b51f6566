import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { SECRETS } from '../remote/run/support/backup-host.ts';
import { describeUnless } from '../support/describe-with.ts';
import { openDuptop, type PtyTerminal, type TerminalOptions } from '../support/pty-duptop.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { lackOfReachedHost, type ReachedHost, startReachedHost } from './support/reached-host.ts';

/** In the words about the run that is selected. */
const SENDING = /going on; \d+ files?, .* sent/;

describeUnless(lackOfReachedHost(), 'duptop in a terminal, starting jobs', () => {
  let reached: ReachedHost;
  let terminal: PtyTerminal;
  let home: TempFolder;

  beforeAll(async () => {
    reached = await startReachedHost('influx08', ['/srv/a', '/srv/b']);
  });
  afterAll(() => reached?.stop());
  beforeEach(() => {
    home = tempFolder('terminal-hosts');
  });
  afterEach(async () => {
    const { written } = terminal;
    await terminal.close();
    home.remove();
    for (const secret of SECRETS) expect(written).not.toContain(secret);
  });

  /** The table, which is refreshed by itself once a day. */
  const open = (args: readonly string[] = [], options: TerminalOptions = {}): Promise<string> => {
    const own = { XDG_STATE_HOME: home.path, XDG_CACHE_HOME: home.path, XDG_RUNTIME_DIR: home.path };
    const environment = { ...reached.lab.environment, ...own };
    terminal = openDuptop(['-p', reached.prometheus.url, '--interval', '1d', ...args], { environment, ...options });
    return terminal.untilShown(/refreshed \d\d:\d\d:\d\dZ/);
  };
  const chooseRow = async (path: string): Promise<void> => {
    terminal.press('/', `path:${path}`, 'Enter');
    await terminal.untilShown(/1-1 of 1 /);
  };
  const rowOf = async (path: string): Promise<string> =>
    (await terminal.lines()).find((line) => line.includes(` ${path} `)) ?? '';

  it('starts a failed job after asking, shows how it goes, and its row turns ok without a refresh by hand', async () => {
    reached.plan(8, 0);
    await open();
    await chooseRow('/srv/a');
    expect(await rowOf('/srv/a')).toContain('failed');
    terminal.press('r');
    const question = await terminal.untilShown('Start it?');
    expect(question).toContain(`${reached.name} (ssh ${reached.name}), as root`);
    expect(question).toContain('/opt/duplicati_wrapper.sh /srv/a …');
    expect(question).toContain('crontab of root, line 1');
    terminal.press('y');
    await terminal.untilShown(SENDING);
    terminal.press('Esc');
    await terminal.untilShown('the run goes on; f shows it again');
    await terminal.until(async () => /ok .* 0 success/.test(await rowOf('/srv/a')), 'the row to turn ok');
    terminal.press('f');
    const list = await terminal.untilShown(/0 success .* Prometheus/);
    expect(list).toContain('exit code 0: success');
    expect(list).toContain('its node exporter shows it');
    expect(list).toContain('Backup completed successfully!');
    const noted = readFileSync(join(home.path, 'duptop', 'audit.log'), 'utf8')
      .trim()
      .split('\n');
    expect(noted.map((line) => JSON.parse(line).outcome)).toEqual(['started', 'exit 0']);
  });

  it('starts nothing where the person says no, and says why nothing can be where nothing may be changed', async () => {
    reached.plan(0, 0);
    const calls = async () => (await reached.host.run(['ls', '/usr/bin/calls'])).output;
    const before = await calls();
    await open();
    terminal.press('r');
    await terminal.untilShown('Start it?');
    terminal.press('n');
    await terminal.untilGone('Start it?');
    expect(await calls()).toBe(before);
    await terminal.close();
    await open(['--read-only']);
    terminal.press('r');
    await terminal.untilShown('duptop is read-only: nothing is started or stopped');
  });

  it('tells of a lost connection, goes on when it is back, and stops a backup after asking', async () => {
    reached.plan(60, 0);
    await open();
    await chooseRow('/srv/a');
    terminal.press('r');
    await terminal.untilShown('Start it?');
    terminal.press('y');
    await terminal.untilShown('going on');
    const outage = join(home.path, 'outage');
    reached.lab.configure(`Match host ${reached.name} exec "test -e ${outage}"`, '  ProxyCommand false');
    writeFileSync(outage, '');
    reached.host.cutConnections();
    await terminal.untilShown('the connection is lost, the run goes on');
    rmSync(outage);
    await terminal.untilGone('the connection is lost');
    terminal.press('K');
    await terminal.untilShown('Stop this backup, all of its processes?');
    terminal.press('y');
    await terminal.untilShown(/sent TERM to \d+ processes/);
    await terminal.untilShown(/143 killed/);
    const left = (await reached.host.processes()).filter((line) => line.includes('duplicati'));
    expect(left).toEqual([]);
  });

  it('leaves nothing of its connections behind where a signal ends it', async () => {
    await open();
    terminal.press('r');
    await terminal.untilShown('Start it?');
    const sockets = () => readdirSync(home.path).filter((name) => name.startsWith('duptop-'));
    expect(sockets()).toHaveLength(1);
    process.kill(terminal.pid, 'SIGTERM');
    await terminal.ended;
    expect(sockets()).toEqual([]);
  });

  it('says how to follow a run that goes on when one quits', async () => {
    reached.plan(10, 0);
    await open();
    await chooseRow('/srv/b');
    terminal.press('r');
    await terminal.untilShown('Start it?');
    terminal.press('y');
    await terminal.untilShown('going on');
    terminal.press('Ctrl+C');
    await terminal.ended;
    expect(await terminal.text()).toContain(`the run goes on; to follow: duptop run --follow ${reached.name}:/srv/b`);
  });
});
