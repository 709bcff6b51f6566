import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openDuptop, type PtyTerminal } from '../support/pty-duptop.ts';

const FOLDER = /^duptop-demo-\w+$/;
/** Uploads are seen while they go on. */
const SENDING = /going on; \d+ files?, .* sent/;

let terminal: PtyTerminal;
let before: ReadonlySet<string>;

/** The folders of demos that this test has started. */
function ownFolders(): readonly string[] {
  return readdirSync('/tmp').filter((name) => FOLDER.test(name) && !before.has(name));
}

/** Processes with such a folder in their environment or command line. */
function processesIn(folders: readonly string[]): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const [environment, command] = ['environ', 'cmdline'].map((file) => textOf(`/proc/${pid}/${file}`));
      const isIn = folders.some((folder) => environment?.includes(folder) || command?.includes(folder));
      return isIn ? [`${pid} ${command?.replaceAll('\0', ' ')}`] : [];
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
  terminal = openDuptop(['demo', '--interval', '1s', filter], { size: [160, 45] });
  await terminal.untilShown(/refreshed \d\d:\d\d:\d\dZ/);
}

async function nothingIsLeft(folders: readonly string[]): Promise<void> {
  expect(folders).toHaveLength(1);
  await eventually(() => folders.every((name) => !existsSync(`/tmp/${name}`)), { what: 'the folder to be gone' });
  await eventually(() => processesIn(folders).length === 0, { what: 'the processes to be gone' });
}

describe.runIf(process.platform === 'linux')('the hosts of duptop demo', () => {
  beforeEach(() => {
    before = new Set(readdirSync('/tmp'));
  });
  afterEach(async () => {
    await terminal.close();
    await eventually(() => ownFolders().length === 0, { what: 'no folder to be left' });
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
    const folders = ownFolders();
    terminal.press('q');
    terminal.press('q');
    await terminal.ended;
    await nothingIsLeft(folders);
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
    const folders = ownFolders();
    expect(processesIn(folders).join('\n')).toContain('duplicati-cli');
    process.kill(terminal.pid, signal);
    await terminal.ended;
    await nothingIsLeft(folders);
  });
});
