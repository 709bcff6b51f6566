import { describe, expect, it } from 'vitest';
import type { LoginTo } from '../../../src/live/login.ts';
import { ProcessError } from '../../../src/ports/processes.ts';
import type { RunInTerminal } from '../../../src/ports/terminal-program.ts';
import { say } from '../../../src/text/safe-text.ts';
import { aJob, aSnapshot, NOW } from '../../present/support/snapshot.ts';
import { runTui } from '../support/running-tui.ts';

const SSH: LoginTo = () => ({ ok: true, way: say`ssh db01`, command: 'ssh', args: ['-t', '--', 'db01'] });
const VIEW = {
  snapshot: aSnapshot({ jobs: [aJob({ host: 'db01' })] }),
  refreshing: false,
  refreshedAt: NOW,
  nextAt: NOW + 15_000,
};

async function opened(loginTo: LoginTo, runInTerminal: RunInTerminal) {
  const tui = await runTui({ view: VIEW, loginTo, runInTerminal });
  await tui.terminal.shows('q quit');
  return tui;
}

describe('x', () => {
  it('gives the terminal to the shell, draws the same screen again behind it, and notes the command', async () => {
    let given: { alternateScreen: boolean; raw: boolean } | null = null;
    const { terminal, activity } = await opened(SSH, async (program, args) => {
      const { alternateScreen, raw } = await terminal.state();
      given = { alternateScreen, raw };
      expect([program, ...args]).toEqual(['ssh', '-t', '--', 'db01']);
      return 0;
    });
    const before = await terminal.text();
    terminal.type('x');
    await terminal.shows('q quit');
    expect(given).toEqual({ alternateScreen: false, raw: false });
    expect(await terminal.shows('q quit')).toBe(before);
    expect(activity.entries()).toMatchObject([{ what: 'ssh -t -- db01', outcome: 'exit 0', failed: false }]);
  });

  it('waits where ssh finds no way, so that its reason can be read, and tells the exit code', async () => {
    const ran: string[] = [];
    const { terminal } = await opened(SSH, async (program) => {
      ran.push(program);
      return program === 'ssh' ? 255 : 0;
    });
    terminal.type('x');
    await terminal.shows('ssh db01: no connection, or it was cut off (exit code 255)');
    expect(ran).toEqual(['ssh', '/bin/sh']);
  });

  it('tells what a shell ended with, and a program that is not there', async () => {
    const { terminal } = await opened(SSH, async () => 3);
    terminal.type('x');
    await terminal.shows('the shell on db01 ended with exit code 3');
    const without = await opened(SSH, async (program) => {
      throw new ProcessError('missing', program, 'not found');
    });
    without.terminal.type('x');
    await without.terminal.shows('ssh: not found');
  });

  it('is disabled with the reason for a host that can’t be reached', async () => {
    const { terminal } = await opened(
      () => ({ ok: false, reason: say`ssh gets no host called "-o"` }),
      () => Promise.reject(new Error('started')),
    );
    terminal.type('x');
    await terminal.shows('ssh gets no host called "-o"');
  });
});
