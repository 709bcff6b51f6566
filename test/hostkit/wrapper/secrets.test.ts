import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groupOf, membersOf } from '../support/process-groups.ts';
import { AUTHID, linesOf, PASSPHRASE, type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

const PATH = '/srv/data';
const SECRETS = [PASSPHRASE, AUTHID];
let host: WrapperHost;
beforeEach(() => {
  host = wrapperHost();
});
afterEach(() => host.remove());

describe('while a backup is going on', () => {
  it.each([
    ['from files', [PATH]],
    ['from the command line', [PATH, AUTHID, PASSPHRASE, '1W:1D']],
  ])('no process shows a secret, whether they come %s', async (_, args) => {
    host.plan('hang');
    const child = host.start(args, {
      environment: {
        PATH: `${host.bin}:${process.env.PATH}`,
        PASSPHRASE,
        AUTH_PASSWORD: AUTHID,
        AUTH_USERNAME: AUTHID,
        // What the wrapper might call its own variables.
        ...Object.fromEntries(
          ['url', 'setting', 'text', 'line', 'value', 'secret', 'options'].map((name) => [name, '']),
        ),
      },
    });
    await host.hanging();
    const [call] = host.calls();
    const backup = membersOf(groupOf(call?.pid ?? -1) ?? -1);
    const wrapper = membersOf(child.pid);
    expect(backup.length).toBeGreaterThanOrEqual(3);
    expect(wrapper.length).toBeGreaterThanOrEqual(2);
    for (const { commandLine, environment } of backup) {
      for (const secret of SECRETS) expect(commandLine + environment).not.toContain(secret);
    }
    for (const { commandLine } of wrapper) for (const secret of SECRETS) expect(commandLine).not.toContain(secret);
    expect(call?.parameters.join()).toContain(PASSPHRASE);
    expect(call?.parameters.join()).toContain(AUTHID);
    expect(call?.modes).toEqual([`600 ${process.getuid?.()}`, `700 ${process.getuid?.()}`]);
    await child.stop();
    expect(readdirSync(join(host.folder, 'run'))).toEqual([`${host.files(PATH).key}.lock`]);
  });
});

describe('secrets', () => {
  it('that duplicati-cli prints reach neither log nor reason', async () => {
    host.settings({ tries: '1' });
    host.plan(
      'echo "Fatal error => can not open dropbox:///x?authid=0123abcd:%3Atop-secret"; cat "$here"/calls/1/parameters; exit 100',
    );
    const { output } = await host.run([PATH]);
    const { log, reason } = host.files(PATH);
    const kept = readFileSync(log, 'utf8') + readFileSync(reason, 'utf8') + output;
    for (const secret of SECRETS) expect(kept).not.toContain(secret);
    expect(linesOf(reason)?.[1]).toBe('Fatal error => can not open dropbox:///x?authid=***');
  });

  it('are in no file that others can read, and metrics are', async () => {
    await host.run([PATH]);
    const { log, lock, classic, labelled } = host.files(PATH);
    const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
    expect([log, lock, join(host.folder, 'log'), classic, labelled].map(mode)).toEqual([
      '600',
      '600',
      '700',
      '644',
      '644',
    ]);
    for (const file of [classic, labelled, log]) {
      for (const secret of SECRETS) expect(readFileSync(file, 'utf8')).not.toContain(secret);
    }
  });

  it('are not shown by a dry run, whatever the settings hold', async () => {
    host.settings({ url: 'ftp://me:my-word@nas/{path}?auth-password=hunter2&id={authid}' }, [
      'option=--auth-password=hunter3',
    ]);
    const { code, output } = await host.run(['--dry-run', PATH]);
    expect(code).toBe(0);
    for (const secret of [...SECRETS, 'my-word', 'hunter2', 'hunter3']) expect(output).not.toContain(secret);
    expect(output).toContain('destination: ftp://***@nas/{path}?***\n');
    expect(output).toContain('in the parameters file: --target --passphrase --auth-password\n');
  });
});
