import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../src/platform/files-node.ts';
import { ansibleAddresses } from '../../../src/sources/declared/ansible-addresses.ts';
import { describeWith } from '../../support/describe-with.ts';
import { inventoryFolder } from './support/inventory.ts';

async function addresses(texts: Readonly<Record<string, string>>) {
  const folder = inventoryFolder(texts);
  const { byHost, warnings } = await ansibleAddresses(folder, nodeFiles);
  return { byHost: Object.fromEntries(byHost), warnings: warnings.map((text) => text.replaceAll(`${folder}/`, '')) };
}

const INI = {
  hosts: [
    'plain',
    'bare ansible_host=10.0.0.1 ansible_user=x',
    `quoted ansible_user=x ansible_host="10.0.0.2" # ansible_host=10.9.9.9`,
    "single  ansible_host='fe80::1'",
    'commented # ansible_host=10.9.9.9',
    'overridden ansible_host=10.9.9.9',
    '[web]',
    'web[1:2] ansible_host=proxy.example.com',
    '[web:vars]',
    'ansible_host=10.8.8.8',
    '',
  ].join('\n'),
  'host_vars/overridden.yml': 'ansible_host: 10.0.0.3\n',
  'group_vars/web.yml': 'ansible_host: 10.9.9.9\n',
};
const EXPECTED = {
  bare: '10.0.0.1',
  quoted: '10.0.0.2',
  single: 'fe80::1',
  overridden: '10.0.0.3',
  web1: 'proxy.example.com',
  web2: 'proxy.example.com',
};

describe('the address of a host', () => {
  it('comes from its line in an INI inventory, or from its own variables', async () => {
    expect(await addresses(INI)).toEqual({ byHost: EXPECTED, warnings: [] });
  });

  it('comes from a YAML inventory, or from the inventories in a playbook’s folder', async () => {
    const yaml = 'all:\n  hosts:\n    a: {ansible_host: 10.0.0.1}\n    b:\n';
    expect((await addresses({ 'inventories/site/hosts.yml': yaml })).byHost).toEqual({ a: '10.0.0.1' });
  });

  it('is left out with a warning where only Ansible could tell it', async () => {
    const texts = {
      'host_vars/a.yml': 'ansible_host: "{{ lookup(\'x\') }}"\n',
      'host_vars/b.yml': 'ansible_host: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n',
      'host_vars/c.yml': 'ansible_host: [10.0.0.1]\n',
    };
    const { byHost, warnings } = await addresses(texts);
    expect(byHost).toEqual({});
    expect(warnings).toEqual(
      ['a', 'b', 'c'].map((host) => `host_vars/${host}.yml:1: ansible_host of ${host} is no plain text; left out`),
    );
  });
});

describeWith(['ansible-inventory'], 'the address of a host by Ansible itself', () => {
  it('is the same', async () => {
    const folder = inventoryFolder(INI);
    const out = execFileSync('ansible-inventory', ['-i', `${folder}/hosts`, '--list'], {
      encoding: 'utf8',
      cwd: folder,
      env: { ...process.env, HOME: folder },
    });
    const { hostvars } = (JSON.parse(out) as { _meta: { hostvars: Record<string, { ansible_host?: string }> } })._meta;
    const said = Object.entries(hostvars).flatMap(([host, vars]) =>
      vars.ansible_host ? [[host, vars.ansible_host]] : [],
    );
    expect(Object.fromEntries(said)).toEqual(EXPECTED);
  });
});
