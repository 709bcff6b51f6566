import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { nodeFiles } from '../../../src/platform/files-node.ts';
import { fromAnsible } from '../../../src/sources/declared/from-ansible.ts';
import { describeWith } from '../../support/describe-with.ts';
import { findBinary } from '../../support/real-parts.ts';
import { inventoryFolder } from './support/inventory.ts';

const jobs = (path: string) => `duplicati_jobs: [{path: ${path}}]\n`;

/** Every way for a variable to reach a host, and some that do not. */
const INI = {
  hosts: [
    'lonely.example.com',
    'quoted ansible_host=10.0.0.9 # a comment',
    '[web]',
    'web[01:03] ansible_user=x',
    'web[10:20:5].example.com:2222',
    '; nothing',
    '[db]',
    'db-[a:c]',
    '[big]',
    'db-c',
    'web02',
    '[fleet:children]',
    'web',
    'db',
    '[everything:children]',
    'fleet',
    'big',
    '[aaa]',
    'web02',
    'web03',
    '[aaa:vars]',
    'x=1',
    '',
  ].join('\n'),
  'group_vars/all.yml': jobs('/all'),
  'group_vars/fleet.yml': jobs('/fleet'),
  'group_vars/everything': jobs('/everything'),
  'group_vars/big.yaml': jobs('/big'),
  'group_vars/aaa/main.yml': jobs('/aaa'),
  'group_vars/aaa/zz.json': '{"other": 1}',
  'group_vars/ungrouped.yml': jobs('/ungrouped'),
  'host_vars/db-a': jobs('/own'),
  'host_vars/db-b/1.yml': jobs('/first'),
  'host_vars/db-b/2.yml': jobs('/second'),
  'host_vars/web01.yml': 'duplicati_jobs: []\n',
  'host_vars/web10.example.com.yml': jobs('/dots'),
  'host_vars/web10.example.com.json': '{"duplicati_jobs": [{"path": "/never"}]}',
};

const YAML = {
  'hosts.yml': [
    'all:',
    '  vars: {duplicati_jobs: [{path: /inline-all}]}',
    '  hosts:',
    '    one:',
    '    two: {duplicati_jobs: [{path: /inline-host}]}',
    '    three: {duplicati_jobs: [{path: /inline-host}]}',
    '  children:',
    '    web:',
    '      vars: {duplicati_jobs: [{path: /inline-web}]}',
    '      hosts: {"w[1:3]": {}}',
    '    db:',
    '      vars: {duplicati_jobs: [{path: /inline-db}]}',
    '      hosts: {d1: , w3: }',
    '      children: {small: {hosts: {s1: , s2: }}}',
    '',
  ].join('\n'),
  'group_vars/web.yml': jobs('/web'),
  'group_vars/small.yml': jobs('/small'),
  'host_vars/three.yml': jobs('/three'),
  'host_vars/s2.yml': `base: &base {path: /merged, hour: 010}\nduplicati_jobs: [{<<: *base}, {<<: [*base], path: "/second"}]\n`,
};

describeWith(['ansible-inventory'], 'the jobs of each host', () => {
  it.each([
    ['an inventory in INI form', 'hosts', INI],
    ['an inventory in YAML form', 'hosts.yml', YAML],
  ])('are those that Ansible itself has for it: %s', async (_, inventory, texts) => {
    const folder = inventoryFolder(texts);
    const { jobs: declared, warnings } = await fromAnsible(folder, nodeFiles);
    const ours = Object.groupBy(
      declared.flatMap(({ target }) => (target.by === 'path' ? [target] : [])),
      ({ host }) => host,
    );
    const paths = Object.entries(ours).map(([host, targets = []]) => [host, targets.map(({ path }) => path)]);
    expect(Object.fromEntries(paths)).toEqual(ansibleJobs(`${folder}/${inventory}`));
    expect(warnings).toEqual([]);
  });
});

/** Paths by host, as `ansible-inventory --list` knows them. */
function ansibleJobs(inventory: string): Record<string, string[]> {
  const program = findBinary('ansible-inventory') ?? '';
  const output = execFileSync(program, ['-i', inventory, '--list'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { _meta } = JSON.parse(output) as {
    _meta: { hostvars: Record<string, { duplicati_jobs?: { path: string }[] }> };
  };
  const paths = Object.entries(_meta.hostvars).map(
    ([host, { duplicati_jobs = [] }]) => [host, duplicati_jobs.map(({ path }) => path)] as const,
  );
  return Object.fromEntries(paths.filter(([, each]) => each.length > 0));
}
