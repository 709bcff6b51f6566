import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { openDuptop, type PtyTerminal } from '../support/pty-duptop.ts';
import { LAUNCHER, runDuptop } from '../support/run-duptop.ts';
import { tempFolder } from '../support/temp-folder.ts';

let terminal: PtyTerminal | null = null;

afterEach(async () => {
  await terminal?.close();
  terminal = null;
});

describe('duptop demo', () => {
  it('prints the table once without a terminal, and ends well', async () => {
    const { exitCode, stdout } = await runDuptop(['demo']);
    expect(exitCode).toBe(0);
    for (const status of ['failed', 'missing', 'late', 'unknown', 'warning', 'slow', 'running', 'ok']) {
      expect(stdout).toMatch(new RegExp(`^\\S+ ${status} `, 'm'));
    }
  });

  it('takes a filter and a form, as duptop list does', async () => {
    const { exitCode, stdout } = await runDuptop(['demo', '--json', '--jobs', '50', '--hosts', '12', 'status:late']);
    expect(exitCode).toBe(0);
    const { jobs } = JSON.parse(stdout) as { jobs: { id: string; status: string }[] };
    expect(jobs.map(({ id, status }) => `${id} ${status}`)).toContain('mail01:/var/vmail late');
    expect(jobs.every(({ status }) => status === 'late')).toBe(true);
  });

  it('reads and writes nothing of the person who looks', async () => {
    const folder = tempFolder('demo');
    try {
      const environment = {
        HOME: folder.path,
        XDG_CACHE_HOME: folder.path,
        XDG_STATE_HOME: folder.path,
        DUPTOP_CONFIG: `${folder.path}/missing.yml`,
        PROMETHEUS_URL: 'http://127.0.0.1:1',
      };
      terminal = openDuptop(['demo'], { environment, size: [120, 40] });
      await terminal.untilShown('exit-failed');
      terminal.press('q');
      expect(await terminal.ended).toBe(0);
      expect(readdirSync(folder.path)).toEqual([]);
    } finally {
      folder.remove();
    }
  });

  it('looks as the terminal of the person wants it', async () => {
    terminal = openDuptop(['demo'], { environment: { LC_ALL: 'C', NO_COLOR: '1' }, size: [120, 40] });
    await terminal.untilShown('x failed');
    expect(terminal.written).not.toMatch(/[^\0-~]/);
  });

  it.each([
    ['--jobs', 'many'],
    ['--jobs', '-1'],
    ['--hosts', '0'],
    ['--hosts', '1e9'],
    ['--seed', '4294967296'],
    ['-p', 'http://127.0.0.1:9090'],
    ['--exporter', 'http://127.0.0.1:9100'],
    ['--interval', 'soon'],
  ])('refuses %s %s', async (flag, value) => {
    const { exitCode, stdout, stderr } = await runDuptop(['demo', flag, value]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('duptop: ');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('prints addresses with --headless, and frees them on %s', async (signal) => {
    const child = spawn(process.execPath, [LAUNCHER, 'demo', '--headless', '--hosts', '4'], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    try {
      const lines: string[] = [];
      for await (const line of createInterface(child.stdout)) {
        lines.push(line);
        if (lines.length === 6) break;
      }
      expect(lines.map((line) => line.replace(/\d+/g, 'N'))).toEqual([
        'prometheus http://N.N.N.N:N',
        'alertmanager http://N.N.N.N:N',
        ...['dbN', 'webN', 'filesN', 'mailN'].map((host) => `exporter http://N.N.N.N:N/metrics ${host}`),
      ]);
      const ports = lines.map((line) => Number(/:(\d+)/.exec(line.replace('http://', ''))?.[1]));
      expect(await Promise.all(ports.map(isOpen))).toEqual(ports.map(() => true));
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
      expect(await Promise.all(ports.map(isOpen))).toEqual(ports.map(() => false));
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  });

  it('shows a live table in which things happen', async () => {
    terminal = openDuptop(['demo', '--interval', '1s'], { size: [140, 40] });
    await terminal.untilShown(/failed +db01 +\/var\/lib\/postgresql/);
    await terminal.untilShown(/ok +mail01 +\/var\/spool\/orders/);
    await terminal.untilShown(/running +mail01 +\/var\/spool\/orders/);
    terminal.press('q');
    expect(await terminal.ended).toBe(0);
    expect((await terminal.state()).alternateScreen).toBe(false);
  });
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
