import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/config/parse-file.ts';
import { configAsJson, describeConfig } from '../../src/config/show.ts';
import { resolve, USER_FILE } from './support/resolve.ts';

const FILE = `ssh:
  - host: 'web-*'
    alias: '{host}.example.org'
    user: ops
    port: 2222
    become: true
  - { host: desk, transport: local, become: false }
  - { host: '*', become: backup-user }
`;
const NOTHING = { alias: null, user: null, port: null, become: null, transport: null };

describe('how hosts are reached', () => {
  it('is said by entries in their order, each with what it says', async () => {
    expect((await resolve({ file: FILE })).ssh).toEqual([
      { ...NOTHING, host: 'web-*', alias: '{host}.example.org', user: 'ops', port: 2222, become: 'root' },
      { ...NOTHING, host: 'desk', transport: 'local', become: false },
      { ...NOTHING, host: '*', become: 'backup-user' },
    ]);
  });

  it('is shown with where each entry stands, and without what it leaves open', async () => {
    const config = await resolve({ file: FILE });
    const rows = describeConfig(config).map(({ key, value, origin }) => `${key} = ${value} (${origin})`);
    expect(rows.filter((row) => row.startsWith('ssh'))).toEqual([
      `ssh[0].host = web-* (file ${USER_FILE}:2)`,
      `ssh[0].alias = {host}.example.org (file ${USER_FILE}:2)`,
      `ssh[0].user = ops (file ${USER_FILE}:2)`,
      `ssh[0].port = 2222 (file ${USER_FILE}:2)`,
      `ssh[0].become = root (file ${USER_FILE}:2)`,
      `ssh[1].host = desk (file ${USER_FILE}:7)`,
      `ssh[1].become = false (file ${USER_FILE}:7)`,
      `ssh[1].transport = local (file ${USER_FILE}:7)`,
      `ssh[2].host = * (file ${USER_FILE}:8)`,
      `ssh[2].become = backup-user (file ${USER_FILE}:8)`,
    ]);
    expect(configAsJson(config).settings).toMatchObject({ ssh: [{ user: 'ops' }, { host: 'desk' }, { host: '*' }] });
  });

  it.each([
    ['{user: ops}', 'ssh[0]: "host" is missing'],
    ['{host: ""}', "ssh[0].host: must be a host's name, or a pattern of it with * and ?"],
    ['{host: a, alias: -oProxyCommand=x}', 'ssh[0].alias: must be a name for ssh; {host} and {address} may be in it'],
    ['{host: a, alias: "{name}"}', 'ssh[0].alias: must be a name for ssh; {host} and {address} may be in it'],
    ['{host: a, alias: "b c"}', 'ssh[0].alias: must be a name for ssh; {host} and {address} may be in it'],
    ['{host: a, user: "-l"}', 'ssh[0].user: must be the name of a user: letters, digits, _ . @ -'],
    ['{host: a, become: "root; id"}', 'ssh[0].become: must be the name of a user: letters, digits, _ . @ -'],
    ['{host: a, become: 1}', 'ssh[0].become: must be true or false or text, not a number'],
    ['{host: a, port: 0}', 'ssh[0].port: must be from 1 to 65535'],
    ['{host: a, port: 22.5}', 'ssh[0].port: must be a whole number'],
    ['{host: a, transport: locla}', 'ssh[0].transport: "locla" is unknown; did you mean "local"?'],
    ['{host: a, usr: b}', 'unknown key "usr"; did you mean "user"?'],
  ])('is not said by %s', (entry, problem) => {
    expect(() => parseConfigFile('c.yml', `ssh:\n  - ${entry}\n`)).toThrow(problem);
  });
});
