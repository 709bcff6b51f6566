import { chmodSync, chownSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classicNumbers, labelledNumbers } from '../support/published.ts';
import { AUTHID, linesOf, PASSPHRASE, type WrapperHost, wrapperHost, writePrivate } from '../support/wrapper-host.ts';

const PATH = '/srv/data';
const HOST = hostname();
const ROOT = process.getuid?.() === 0;
let host: WrapperHost;
beforeEach(() => {
  host = wrapperHost();
});
afterEach(() => host.remove());

describe('what duplicati-cli is told', () => {
  it('is what the classic wrapper tells it, with destination and passphrase in the parameters file', async () => {
    expect((await host.run([PATH, 'the-id', 'the secret', '1W:1D,4W:1W,12M:1M'])).code).toBe(0);
    const [call] = host.calls();
    expect(call?.args).toEqual([
      'backup',
      'see-parameters-file://',
      PATH,
      `--parameters-file=${host.files(PATH).parameters}`,
      `--backup-name=${PATH}`,
      `--dbpath=${host.files(PATH).database}`,
      '--encryption-module=aes',
      '--compression-module=zip',
      '--dblock-size=50mb',
      '--retention-policy=1W:1D,4W:1W,12M:1M',
      '--disable-module=console-password-input',
    ]);
    expect(call?.parameters).toEqual([
      `--target="dropbox:///PREFIX/${HOST}${PATH}?authid=the-id"`,
      '--passphrase="the secret"',
    ]);
  });

  it('comes from the files where only the path is given, and those of the job win', async () => {
    host.settings({ url: 's3://all/{path}', retention: '1Y:1D' }, ['# a remark', '', 'option=--exclude=*.tmp']);
    writePrivate(host.files(PATH).settings, ['url=ssh://backup@nas/{host}/x{path}', 'option=--dblock-size=200mb']);
    await host.run([PATH]);
    await host.run(['/srv/other']);
    const [one, other] = host.calls();
    expect(one?.parameters).toEqual([
      `--target="ssh://backup@nas/${HOST}/x${PATH}"`,
      `--passphrase="${PASSPHRASE}"`,
      '--exclude=*.tmp',
      '--dblock-size=200mb',
    ]);
    expect(one?.option('retention-policy')).toBe('1Y:1D');
    expect(other?.parameters[0]).toBe('--target="s3://all//srv/other"');
  });

  it('has no retention where none is set, so that all versions are kept', async () => {
    await host.run([PATH]);
    expect(host.calls()[0]?.option('retention-policy')).toBeNull();
  });

  it('has no encryption where that is wanted, and then needs no passphrase', async () => {
    host.settings({ encryption: 'none', passphrase: '' });
    expect((await host.run([PATH])).code).toBe(0);
    const [call] = host.calls();
    expect(call?.args).toContain('--no-encryption=true');
    expect(call?.option('encryption-module')).toBeNull();
    expect(call?.parameters).toHaveLength(1);
  });

  it('never lets the question for a passphrase in again', async () => {
    host.settings({}, ['option=--disable-module=http-options']);
    await host.run([PATH]);
    expect(host.calls()[0]?.parameters).toContain('--disable-module=http-options,console-password-input');
  });

  it('keeps every letter of a setting, and of a path that looks like a part of the template', async () => {
    const path = '/srv/{authid} {host}/50% "off"?\n&c\\d';
    host.settings({ passphrase: ' "quoted" \\ $x `y` \'z\'  ' });
    expect((await host.run([path])).code).toBe(0);
    const [call] = host.calls();
    expect(call?.args[2]).toBe(path);
    expect(call?.option('backup-name')).toBe(path);
    expect(call?.parameters).toEqual([
      `--target="dropbox:///PREFIX/${HOST}/srv/{authid} {host}/50% "off"%3F%0A&c\\d?authid=${AUTHID}"`,
      '--passphrase=" "quoted" \\ $x `y` \'z\'  "',
    ]);
  });

  it('can come on stdin, which wins', async () => {
    const shell = ['sh', '-c', `printf '%s\\n' passphrase=from-stdin | "$@"`, 'sh'];
    expect((await host.run(['--settings-on-stdin', PATH], { under: shell })).code).toBe(0);
    expect(host.calls()[0]?.parameters).toContain('--passphrase="from-stdin"');
  });
});

describe('a file with settings', () => {
  it.each(['640', '604', '620', '602', '644', '666'])(
    'is refused with mode %s: no run, and the metrics say so',
    async (mode) => {
      chmodSync(host.config, 0o600);
      writePrivate(host.files(PATH).settings, ['passphrase=x']);
      chmodSync(host.files(PATH).settings, Number.parseInt(mode, 8));
      const { code, output } = await host.run([PATH]);
      expect(code).toBe(77);
      expect(output).toContain(`${host.files(PATH).settings} must belong to root or the caller, with mode 600`);
      expect(host.calls()).toEqual([]);
      expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: 77 });
      expect(labelledNumbers(host, PATH)).toMatchObject({ last_exit_code: 77, last_attempts: 0, running: 0 });
      expect(linesOf(host.files(PATH).reason)?.[1]).toContain('mode 600');
    },
  );

  it.runIf(ROOT)('is refused when it belongs to somebody else', async () => {
    writePrivate(host.files(PATH).settings, ['passphrase=x']);
    chownSync(host.files(PATH).settings, 65534, 65534);
    expect((await host.run([PATH])).code).toBe(77);
    expect(host.calls()).toEqual([]);
  });

  it('is refused when it is no file, and a link is judged by what it leads to', async () => {
    const { settings } = host.files(PATH);
    symlinkSync('/dev/zero', settings);
    expect((await host.run([PATH])).code).toBe(77);
    const other = host.files('/srv/other').settings;
    const target = join(host.folder, 'elsewhere');
    writeFileSync(target, 'passphrase=x\n', { mode: 0o644 });
    symlinkSync(target, other);
    expect((await host.run(['/srv/other'])).code).toBe(77);
    chmodSync(target, 0o400);
    expect((await host.run(['/srv/other'])).code).toBe(0);
    expect(host.calls()).toHaveLength(1);
  });

  it.each([
    ['passphrase secret', 'line 1: not NAME=VALUE'],
    ['passphrase = secret', 'line 1: not NAME=VALUE'],
    ['pasphrase=secret', 'line 1: there is no setting pasphrase'],
    ['passphrase=secret\r', 'line 1: a control character'],
    ['a[$(touch /tmp/duptop-pwned)]=secret', 'line 1: not NAME=VALUE'],
    ['option=secret', 'line 1: an option of duplicati-cli begins with --'],
    ['option=--passphrase=secret', 'line 1: --passphrase is set by the wrapper'],
    ['option=--dbpath=secret', 'line 1: --dbpath is set by the wrapper'],
    ['passphrase=', 'there is no passphrase'],
    ['authid=', 'there is no authid'],
    ['url=secret', 'url must be like'],
    ['url=s3://secret/{hots}', 'url holds a { that begins none of'],
    ['tries=0', 'tries must be 1 or more'],
    ['tries=secret', 'tries must be a whole number'],
    ['log_bytes=08', 'log_bytes must be a whole number'],
    ['pause_min=1', 'pause_min must not be above pause_max'],
    ['encryption=secret', 'encryption must be aes, gpg or none'],
    ['db_dir=secret', 'db_dir must begin with /'],
  ])('with %j is refused with the place of the fault and without the value', async (line, said) => {
    writePrivate(host.files(PATH).settings, [line]);
    const { code, output } = await host.run([PATH]);
    expect(output).toContain(said);
    expect(output.replace('s3://', '')).not.toContain('secret');
    expect(code).toBe(78);
    expect(host.calls()).toEqual([]);
    expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: 78 });
    expect(existsSync('/tmp/duptop-pwned')).toBe(false);
  });

  it('is never run', async () => {
    writePrivate(host.files(PATH).settings, ['passphrase=$(exit 3)`exit 4`;exit 5']);
    expect((await host.run([PATH])).code).toBe(0);
    expect(host.calls()[0]?.parameters).toContain('--passphrase="$(exit 3)`exit 4`;exit 5"');
  });
});

describe('the folder for lock and secrets', () => {
  it('is refused when others may look into it: no run, and the metrics say so', async () => {
    await host.run([PATH]);
    chmodSync(join(host.folder, 'run'), 0o755);
    const { code, output } = await host.run([PATH]);
    expect(code).toBe(73);
    expect(output).toContain('with mode 700');
    expect(host.calls()).toHaveLength(1);
    expect(classicNumbers(host, PATH)).toMatchObject({ last_exitcode: 73 });
  });
});
