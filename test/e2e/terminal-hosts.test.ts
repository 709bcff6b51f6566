import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { labelledFile } from '../lab/labelled-textfile.ts';
import { SECRETS } from '../remote/run/support/backup-host.ts';
import { describeUnless } from '../support/describe-with.ts';
import { openDuptop, type PtyTerminal, type TerminalOptions } from '../support/pty-duptop.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { lackOfReachedHost, METRICS, type ReachedHost, startReachedHost } from './support/reached-host.ts';

const NAME = 'influx07';

describeUnless(lackOfReachedHost(), 'duptop in a terminal, looking into hosts', () => {
  let reached: ReachedHost;
  let terminal: PtyTerminal;
  let home: TempFolder;

  beforeAll(async () => {
    reached = await startReachedHost(NAME, ['/srv/a', '/srv/b']);
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

  it('shows the database with what its runs did, and rows as they come while one goes on', async () => {
    reached.plan(0, 2);
    await open();
    await chooseRow('/srv/b');
    terminal.press('r');
    await terminal.untilShown('Start it?');
    terminal.press('y');
    await terminal.untilShown(/2 warnings .* Prometheus/);
    terminal.press('t');
    const first = await terminal.untilShown('no run goes on; waiting for the next one');
    expect(first).toMatch(/^database +\/var\/duplicati_/m);
    expect(first).toMatch(/^versions +1 kept/m);
    expect(first).toMatch(/Backup +ended with warnings|Backup +.*warning/);
    reached.plan(6, 0);
    terminal.press('r');
    await terminal.untilShown('Start it?');
    terminal.press('y');
    await terminal.untilShown('▸ running');
    terminal.press('t');
    await terminal.untilShown(/database +▸ running/);
    await terminal.untilShown(/uploaded .* in \d+ files?/);
    await terminal.untilShown('no run goes on; waiting for the next one');
  });

  it('gives a shell on the host, and exit comes back to the same screen', async () => {
    await open();
    terminal.press('Enter');
    await terminal.untilShown(/^RUNS /m);
    terminal.press('x');
    await terminal.untilShown(`root@${NAME}`);
    terminal.press('echo at $(hostname)', 'Enter');
    await terminal.untilShown(`at ${NAME}`);
    terminal.press('exit', 'Enter');
    const back = await terminal.untilShown(/^RUNS /m);
    expect(back).toContain('/srv/');
    expect((await terminal.state()).alternateScreen).toBe(true);
    terminal.press('Esc');
    await terminal.untilShown(/ AGE /);
    terminal.press('@');
    await terminal.untilShown(new RegExp(`exit 0 +ssh -t -- ${NAME}`));
    terminal.press('y');
    await terminal.untilShown(`copied ssh -t -- ${NAME}`);
  });

  it('comes back with the exit code where ssh finds no way, once the person has read why', async () => {
    await open([], { environment: { ...reached.lab.environment, PATH: process.env.PATH ?? '', HOME: home.path } });
    terminal.press('x');
    await terminal.untilShown('ssh ended with exit code 255; Enter goes back to duptop');
    terminal.press('Enter');
    await terminal.untilShown(/no connection, or it was cut off \(exit code 255\)/);
    expect(await terminal.text()).toContain(' AGE ');
  });

  it('does nothing with hostile names but show them', async () => {
    const marker = join(home.path, 't');
    const name = `-oProxyCommand=touch ${marker}`;
    const paths = [`/srv/$(touch ${marker});\`touch ${marker}\`\u001b[2J`, "/'; rm -rf ~"] as const;
    const own = failedFile(NAME, paths[0]);
    reached.host.write(`${METRICS}/${own.name}`, own.text);
    // No host can have this name, but an exporter can say so.
    const page = `node_uname_info{nodename="${name}"} 1\n${failedFile(name, paths[1]).text}`;
    const other = createServer((_, response) => {
      response.setHeader('content-type', 'text/plain').end(page);
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const options = {
      size: [120, 30],
      environment: { ...reached.lab.environment, XDG_CACHE_HOME: home.path },
    } as const;
    try {
      await reached.prometheus.reload({ targets: [reached.exporter.instance, `127.0.0.1:${port}`] });
      await reached.prometheus.settled();
      await open([], options);
      terminal.press('/', 'host:-oProxy*', 'Enter');
      await terminal.untilShown(/1-1 of 1 /);
      terminal.press('x');
      await terminal.untilShown(/ssh gets no host called/);
      terminal.press('r');
      await terminal.untilShown("It can't be started.");
      terminal.press('Esc');
      await terminal.untilShown(/ AGE /);
      terminal.press('t');
      await terminal.untilShown(/ssh gets no host called/);
      terminal.press('Esc');
      await terminal.untilShown(/ AGE /);
      terminal.press('/', '\x15', 'path:*touch*', 'Enter');
      await terminal.untilShown(/1-1 of 1 /);
      terminal.press('r');
      expect(await terminal.untilShown("It can't be started.")).toContain('\\x1b[2J');
      terminal.press('Esc');
      await terminal.untilShown(/ AGE /);
      terminal.press('t');
      await terminal.untilShown('has no database');
      expect(existsSync(marker)).toBe(false);
      expect((await reached.host.run(['test', '-e', marker])).code).not.toBe(0);
    } finally {
      await reached.prometheus.reload({ targets: [reached.exporter.instance] });
      other.closeAllConnections();
      other.close();
      await reached.host.run(['rm', '-f', `${METRICS}/${own.name}`]);
    }
  });

  function failedFile(name: string, path: string) {
    const at = Date.now();
    const completed = { at, seconds: 60, exitCode: 100 };
    return labelledFile(name, path, { startedAt: at, completed, succeededAt: null, attempts: 1, running: false });
  }
});
