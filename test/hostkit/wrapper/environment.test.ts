import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeWith } from '../../support/describe-with.ts';
import { labelledNumbers } from '../support/published.ts';
import { linesOf, type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

const PATH = '/srv/dätä';
let host: WrapperHost;
beforeEach(() => {
  host = wrapperHost();
  host.settings({ tries: '1' });
});
afterEach(() => host.remove());

describe('under cron', () => {
  it('duplicati-cli has a PATH, a HOME and UTF-8, no terminal, and nothing on stdin', async () => {
    host.plan('[[ -t 0 || -t 1 || -t 2 ]] && exit 9; (exec 3</dev/tty) 2>/dev/null && exit 8; exit 0');
    const { code } = await host.run([PATH], { environment: { PATH: host.bin } });
    expect(code).toBe(0);
    const [call] = host.calls();
    expect(call?.environment.get('PATH')).toBe(
      `${host.bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    );
    expect(call?.environment.get('HOME')).toBe(userInfo().homedir);
    expect(call?.environment.get('LC_ALL')).toBe('C.UTF-8');
    expect(call?.stdin).toBe('/dev/null');
  });

  it('an environment without anything is enough', async () => {
    const { code } = await host.run([PATH], { under: ['env', '-i'], environment: {} });
    expect(code).toBe(127);
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 127 });
    expect(linesOf(host.files(PATH).log)?.join('\n')).toContain('duplicati-cli: command not found');
  });

  it("duplicati-cli makes its files with the caller's umask", async () => {
    const under = ['sh', '-c', 'umask 027; exec "$@"', 'sh'];
    await host.run([PATH], { under });
    await host.run([PATH, 'id', 'secret', ''], { under });
    expect(host.calls().map((call) => call.umask)).toEqual(['0027', '0027']);
  });

  it('variables that are named as settings change nothing', async () => {
    const environment = {
      PATH: `${host.bin}:${process.env.PATH}`,
      setting: 'x',
      options: 'x',
      path: '/x',
      refusal: 'x',
      because: 'x',
    };
    expect((await host.run([PATH], { environment })).code).toBe(0);
    expect(host.calls()[0]?.args[2]).toBe(PATH);
  });

  it('nobody who reads its messages is needed', async () => {
    host.plan('seq 1000; exit 100');
    const { code } = await host.run([PATH], {
      under: ['sh', '-c', '{ "$@"; echo $? >"$0"; } 2>&1 | true; exit "$(cat "$0")"', `${host.folder}/code`],
    });
    expect(code).toBe(100);
    expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 100, running: 0 });
  });
});

describeWith(['sqlite3'], 'the database', () => {
  it('is where duplicati-cli was told, for any path', async () => {
    const path = `/srv/${'long '.repeat(60)}`;
    host.plan('write_database; exit 0');
    expect((await host.run([path])).code).toBe(0);
    const rows = spawnSync('sqlite3', [host.files(path).database, 'SELECT Description FROM Operation'], {
      encoding: 'utf8',
    });
    expect(rows.stdout).toBe('Backup\n');
  });
});
