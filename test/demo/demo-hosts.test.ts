import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openDuptop, type PtyTerminal } from '../support/pty-duptop.ts';

const FOLDER = /\/tmp\/duptop-demo-\w+/;
/** Uploads are seen while they go on. */
const SENDING = /going on; \d+ files?, .* sent/;

let terminal: PtyTerminal;
/** Where the hosts of the demo are; `''` before it is open. */
let folder = '';

/** Processes with that text in their environment or command line. */
function processesWith(text: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const [environment, command] = ['environ', 'cmdline'].map((file) => textOf(`/proc/${pid}/${file}`));
      const isWith = environment?.includes(text) || command?.includes(text);
      return isWith ? [`${pid} ${command?.replaceAll('\0', ' ')}`] : [];
    });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function open(filter: string): Promise<void> {
  const environment = { DEMO: randomUUID() };
  terminal = openDuptop(['demo', '--interval', '1s', filter], { size: [160, 45], environment });
  await terminal.untilShown(/refreshed \d\d:\d\d:\d\dZ/);
  // The process that takes the folder away in the end knows it.
  folder = FOLDER.exec(processesWith(environment.DEMO).join('\n'))?.[0] ?? '';
  expect(existsSync(folder)).toBe(true);
}

async function nothingIsLeft(): Promise<void> {
  await eventually(() => !existsSync(folder), { what: 'the folder to be gone' });
  await eventually(() => processesWith(folder).length === 0, { what: 'the processes to be gone' });
}

describe.runIf(process.platform === 'linux')('the hosts of duptop demo', () => {
  afterEach(async () => {
    await terminal.close();
    await nothingIsLeft();
  });

  it('start a failed job for real: its uploads are seen, its row turns ok, its database tells, and nothing is left', async () => {
    await open('path:/srv/archive');
    await terminal.untilShown(/failed +files01 +\/srv\/archive/);
    terminal.press('r');
    const question = await terminal.untilShown('Start it?');
    expect(question).toContain('/opt/duplicati_wrapper.sh /srv/archive …');
    terminal.press('y');
    await terminal.untilShown(SENDING);
    await terminal.untilShown('Backup completed successfully!');
    terminal.press('Esc');
    await terminal.untilShown(/ok +files01 +\/srv\/archive/);
    terminal.press('t');
    expect(await terminal.untilShown('no run goes on; waiting for the next one')).toMatch(/\d+ kept/);
    terminal.press('q');
    terminal.press('q');
    await terminal.ended;
    await nothingIsLeft();
  });

  it('say nothing of a run that goes on, for it ends with them', async () => {
    await open('path:/srv/archive');
    terminal.press('r');
    await terminal.untilShown('Start it?');
    terminal.press('y');
    await terminal.untilShown('Uploading file');
    terminal.press('Ctrl+C');
    expect(await terminal.ended).toBe(0);
    expect(await terminal.text()).not.toContain('to follow');
    await nothingIsLeft();
  });

  it('are looked at by the doctor, who names the cause', async () => {
    await open('path:/srv/my-data');
    await terminal.untilShown(/missing +web01 +\/srv\/my-data/);
    terminal.press('d');
    await terminal.untilShown(/node_exporter drops \/tmp\/duptop-demo-\w+\/web01\/var\/lib\/prometheus/);
  });

  it('give a person a shell that says where it is', async () => {
    await open('path:/var/vmail');
    await terminal.untilShown(/late +mail01 +\/var\/vmail/);
    terminal.press('x');
    await terminal.untilShown('mail01:/#');
    terminal.press('hostname; crontab -l', 'Enter');
    await terminal.untilShown('#Ansible: duplicati_/var/vmail');
    terminal.press('exit', 'Enter');
    await terminal.untilShown(/late +mail01 +\/var\/vmail/);
  });

  it.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('are gone after %s in the middle of a run', async (signal) => {
    await open('path:/srv/archive');
    terminal.press('r');
    await terminal.untilShown('Start it?');
    terminal.press('y');
    await terminal.untilShown('Uploading file');
    expect(processesWith(folder).join('\n')).toContain('duplicati-cli');
    process.kill(terminal.pid, signal);
    await terminal.ended;
    await nothingIsLeft();
  });
});
