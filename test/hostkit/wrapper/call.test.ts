import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WrapperHost, wrapperHost } from '../support/wrapper-host.ts';

let host: WrapperHost;
beforeEach(() => {
  host = wrapperHost();
});
afterEach(() => host.remove());

it('--version and --help need nothing else', async () => {
  expect(await host.run(['--version'])).toEqual({ code: 0, output: 'duplicati_wrapper 1\n' });
  const { code, output } = await host.run(['--help']);
  expect(code).toBe(0);
  for (const name of ['PATH AUTHID PASSPHRASE RETENTION', '--dry-run', 'metrics_dir', 'KEY.reason']) {
    expect(output).toContain(name);
  }
  for (const line of output.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
});

describe('a wrong call', () => {
  it.each([
    [[], 'is needed'],
    [['/a', 'b'], 'is needed'],
    [['/a', 'b', 'c', 'd', 'e'], 'is needed'],
    [[''], 'must begin with /'],
    [['srv/data'], 'must begin with /'],
    [['', 'id', 'pass', ''], 'must begin with /'],
    [['--nonsense=secret', '/a'], 'no option --nonsense;'],
    [['/a', 'id', 'se\ncret', ''], 'can not hold control characters'],
  ])('%j is refused with 64, and leaves nothing', async (args, said) => {
    const { code, output } = await host.run(args);
    expect(code).toBe(64);
    expect(output).toContain(said);
    expect(output).not.toContain('cret');
    expect(readdirSync(host.folder).sort()).toEqual(['bin', 'db', 'metrics', 'wrapper.conf', 'wrapper.d']);
    expect(readdirSync(host.metrics)).toEqual([]);
  });

  it('is one with a path that is not UTF-8, which duplicati-cli would not find', async () => {
    const under = ['bash', '-c', 'exec "$@" $\'/srv/\\xff\'', 'bash'];
    const { code, output } = await host.run([], { under });
    expect(code).toBe(64);
    expect(output).toContain('not UTF-8');
  });
});

describe('a dry run', () => {
  it('says what would be done, and does nothing', async () => {
    const { code, output } = await host.run(['--dry-run', '/srv/data', 'id', 'secret', '1W:1D']);
    expect(code).toBe(0);
    expect(output).toContain(`settings: ${host.files('/srv/data').settings}\n`);
    expect(output).toContain('destination: dropbox:///PREFIX/{host}{path}?***\n');
    expect(output).toContain(' --retention-policy=1W:1D ');
    expect(host.calls()).toEqual([]);
    expect(readdirSync(host.folder).sort()).toEqual(['bin', 'db', 'metrics', 'wrapper.conf', 'wrapper.d']);
  });

  it('needs the file with settings that it is told of', async () => {
    const { code, output } = await host.run(['--config=/nonexistent.conf', '--dry-run', '/srv/data']);
    expect(code).toBe(78);
    expect(output).toContain('refused with 78: there is no /nonexistent.conf\n');
  });

  it('says why a run would be refused', async () => {
    host.settings({ passphrase: '' });
    const { code, output } = await host.run(['--dry-run', '/srv/data']);
    expect(code).toBe(78);
    expect(output).toContain('refused with 78: there is no passphrase\n');
  });
});
