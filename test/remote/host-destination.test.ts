import { describe, expect, it } from 'vitest';
import type { HostSettings } from '../../src/domain/host-settings.ts';
import { destinationOf } from '../../src/remote/host-destination.ts';
import { hostSettings } from '../lab/ssh-lab.ts';

function reach(host: string, settings: readonly HostSettings[] = [], instance: string | null = null) {
  return destinationOf(host, instance, { settings, machineName: 'desk.example.org' });
}

const ssh = (name: string, more: object = {}) => ({
  via: 'ssh',
  ssh: { name, user: null, port: null, ...more },
  become: null,
});

describe('without settings', () => {
  it.each(['influx01', 'web-01.example.org', '10.0.0.5', 'fe80::1%eth0', 'desk2', 'desk.example.com'])(
    '%s is reached by ssh under its name',
    (host) => {
      expect(reach(host)).toEqual(ssh(host));
    },
  );

  it.each(['desk.example.org', 'desk', 'DESK'])('%s is this machine', (host) => {
    expect(reach(host)).toEqual({ via: 'local', become: null });
  });
});

describe('settings', () => {
  it('come each from the first entry that matches and says it', () => {
    const settings = [
      hostSettings('web-9', { become: false }),
      hostSettings('web-*', { user: 'ops', become: 'root' }),
      hostSettings('*', { user: 'admin', port: 2222 }),
    ];
    expect(reach('web-1', settings)).toEqual({ ...ssh('web-1', { user: 'ops', port: 2222 }), become: 'root' });
    expect(reach('web-9', settings).become).toBeNull();
    expect(reach('db', settings)).toEqual(ssh('db', { user: 'admin', port: 2222 }));
  });

  it.each([
    ['web-*', 'WEB-1', true],
    ['web-?', 'web-1', true],
    ['web-?', 'web-12', false],
    ['*.example.org', 'a.b.example.org', true],
    ['*.example.org', 'axexample.org', false],
    ['a[b]', 'ab', false],
    ['a[b]', 'A[B]', true],
    ['a+(b|c)*', 'a+(b|c)d', true],
    ['?', '💾', true],
  ])('of %s are for %s: %s', (pattern, host, matches) => {
    const { become } = reach(host, [
      hostSettings(pattern, { become: 'root', transport: 'local' }),
      hostSettings('*', { alias: 'x' }),
    ]);
    expect(become).toBe(matches ? 'root' : null);
  });

  it('give ssh another name, made of the host and its address', () => {
    const alias = (text: string) => [hostSettings('*', { alias: text })];
    expect(reach('web', alias('{host}.lan'))).toEqual(ssh('web.lan'));
    expect(reach('web', alias('{address}'), '10.0.0.5:9100')).toEqual(ssh('10.0.0.5'));
    expect(reach('web', alias('{address}'), '[fe80::1]:9100')).toEqual(ssh('fe80::1'));
    expect(reach('web', alias('{address}'), null)).toEqual(ssh('web'));
  });

  it('say that a host is this machine, or is not', () => {
    expect(reach('a host', [hostSettings('a ?ost', { transport: 'local' })])).toMatchObject({ via: 'local' });
    expect(reach('desk', [hostSettings('*', { transport: 'ssh' })])).toEqual(ssh('desk'));
  });
});

describe('ssh never gets the name', () => {
  it.each([
    '',
    '-oProxyCommand=touch /tmp/x',
    '-l',
    'root@influx01',
    'ssh://influx01',
    '$(touch /tmp/x)',
    '`id`',
    "'; rm -rf ~",
    'a b',
    'a\nb',
    'a\u001b[2J',
    'ü',
    '{host}',
    'x'.repeat(300),
  ])('%j', (host) => {
    expect(() => reach(host)).toThrow(expect.objectContaining({ name: 'RemoteError', kind: 'bad-name', host }));
  });

  it('that an alias makes of an instance', () => {
    const settings = [hostSettings('*', { alias: '{address}' })];
    expect(() => reach('web', settings, '-oProxyCommand=x:9100')).toThrow(
      expect.objectContaining({ kind: 'bad-name' }),
    );
  });

  it('in a message that a terminal would act on', () => {
    expect(() => reach('a\u001b[2J')).toThrow('ssh gets no host called "a\\x1b[2J"');
  });
});
