import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeNetwork, pageOf, prometheusOver } from '../fleet/support/fake-world.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { runInProcess } from './support/run-in-process.ts';

const START = ['inventory', '-p', 'http://site:9090'];

function network(): FakeNetwork {
  const now = Date.now();
  const hosts = [
    { name: 'db01', address: '10.0.0.5:9100', jobs: { db01__a: 100, db01__b: 0 }, startedAt: now - 3_600_000 },
    { name: 'mail', address: '10.0.0.6:9100', jobs: { mail__var_vmail: 0 }, startedAt: now - 3_600_000 },
  ];
  const prometheus = prometheusOver(hosts, now);
  return new FakeNetwork((url, request) => {
    const host = hosts.find(({ address }) => url.includes(address));
    return host ? pageOf(host) : prometheus(url, request);
  });
}

describe('duptop inventory', () => {
  it('prints groups and hosts, with --list and without', async () => {
    const { exitCode, stdout } = await runInProcess([...START, '--list'], { http: network() });
    const { failed, _meta } = JSON.parse(stdout);
    expect([exitCode, failed, Object.keys(_meta.hostvars)]).toEqual([0, { hosts: ['db01'] }, ['db01', 'mail']]);
    const { stdout: bare } = await runInProcess(START, { http: network() });
    expect(JSON.parse(bare).failed).toEqual(failed);
  });

  it('keeps to what a filter matches', async () => {
    const { stdout } = await runInProcess([...START, '--list', 'host:mail'], { http: network() });
    expect(Object.keys(JSON.parse(stdout)._meta.hostvars)).toEqual(['mail']);
  });

  it('prints the variables of one host, and ends with 2 for one that is not there', async () => {
    const { stdout } = await runInProcess([...START, '--host', 'mail'], { http: network() });
    expect(JSON.parse(stdout)).toMatchObject({ duptop_host: 'mail', duptop_status: 'ok' });
    const { exitCode, stderr } = await runInProcess([...START, '--host', 'none'], { http: network() });
    expect([exitCode, stderr.includes('there is no host none')]).toEqual([2, true]);
  });

  it('says how the configuration reaches a host', async () => {
    const folder = tempFolder('inventory');
    try {
      const file = join(folder.path, 'config.yml');
      mkdirSync(folder.path, { recursive: true });
      writeFileSync(
        file,
        'ssh: [{host: "db*", alias: "{address}", user: ops, port: 2222, become: true}, {host: mail, transport: local}]\n',
      );
      const { stdout } = await runInProcess([...START, '-c', file], { http: network() });
      const { db01, mail } = JSON.parse(stdout)._meta.hostvars;
      expect(db01).toMatchObject({
        ansible_host: '10.0.0.5',
        ansible_user: 'ops',
        ansible_port: 2222,
        ansible_become: true,
        ansible_become_user: 'root',
      });
      expect(mail).toMatchObject({ ansible_connection: 'local' });
    } finally {
      folder.remove();
    }
  });

  it('ends with 3 where nobody answers, so that Ansible stops', async () => {
    const http = new FakeNetwork(() => 'unreachable');
    expect((await runInProcess(START, { http })).exitCode).toBe(3);
  });
});
