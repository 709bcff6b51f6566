import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../src/platform/files-node.ts';
import { fromAnsible } from '../../../src/sources/declared/from-ansible.ts';
import { inventoryFolder, read } from './support/inventory.ts';

const JOBS = (path: string) => `duplicati_jobs:\n  - path: ${path}\n`;

describe('the jobs of host_vars', () => {
  it('are named by the file and the path, with the place and the schedule', async () => {
    const { jobs, warnings } = await read({
      'host_vars/influx01.yml': [
        'ansible_host: 10.0.0.5',
        'duplicati_jobs:',
        '  - path: /var/lib/influxdb/',
        '    retention: 1W:1D,4W:1W,12M:1M',
        '    hour: 2',
        '    minute: 0',
        '  - {path: /etc, retention: 1W:1D, hour: "*/6", minute: "5,35", weekday: 1-5}',
        '',
      ].join('\n'),
    });
    expect(jobs).toEqual([
      'influx01:/var/lib/influxdb/ 0 2 * * * (host_vars/influx01.yml:3)',
      'influx01:/etc 5,35 */6 * * 1-5 (host_vars/influx01.yml:7)',
    ]);
    expect(warnings).toEqual([]);
  });

  it('declare no age, and are said to come from Ansible', async () => {
    const folder = inventoryFolder({ 'host_vars/a.yml': JOBS('/srv') });
    const { jobs } = await fromAnsible(folder, nodeFiles);
    expect(jobs).toEqual([
      {
        origin: 'ansible',
        where: `${folder}/host_vars/a.yml:2`,
        target: { by: 'path', host: 'a', path: '/srv' },
        maxAgeSeconds: null,
        schedule: null,
      },
    ]);
  });

  it('take `*` for the cron fields that are not said, as the cron module does', async () => {
    const { jobs } = await read({ 'host_vars/a.yml': 'duplicati_jobs: [{path: /srv, hour: 3}, {path: /etc}]' });
    expect(jobs).toEqual(['a:/srv * 3 * * * (host_vars/a.yml:1)', 'a:/etc (host_vars/a.yml:1)']);
  });

  it('are read from files with any of Ansible’s endings and with none, the first in its order', async () => {
    const { jobs } = await read({
      'host_vars/a.example.com': JOBS('/a'),
      'host_vars/b.yaml': JOBS('/b'),
      'host_vars/c.json': '{\n\t"duplicati_jobs": [{"path": "/c"}]\n}',
      'host_vars/d.yml': JOBS('/d'),
      'host_vars/d.json': '{"duplicati_jobs": [{"path": "/not-this"}]}',
    });
    expect(jobs).toEqual([
      'a.example.com:/a (host_vars/a.example.com:2)',
      'b:/b (host_vars/b.yaml:2)',
      'c:/c (host_vars/c.json:2)',
      'd:/d (host_vars/d.yml:2)',
    ]);
  });

  it('are read from a folder of files, of which the last that has them wins', async () => {
    const { jobs } = await read({
      'host_vars/a/10-base.yml': JOBS('/base'),
      'host_vars/a/deeper/20-more': JOBS('/more'),
      'host_vars/a/30-other.yml': 'something: else\n',
      'host_vars/a/99-notes.txt': JOBS('/notes'),
    });
    expect(jobs).toEqual(['a:/more (host_vars/a/deeper/20-more:2)']);
  });

  it('are not read from hidden files and copies', async () => {
    const { jobs } = await read({
      'host_vars/.a.yml.swp': JOBS('/x'),
      'host_vars/a.yml~': JOBS('/x'),
      'host_vars/a.yml.bak': JOBS('/x'),
      'host_vars/a.yml': JOBS('/a'),
    });
    expect(jobs).toEqual(['a:/a (host_vars/a.yml:2)']);
  });
});

describe('the jobs of group_vars', () => {
  it('go to the hosts that an inventory in INI form lists, children and ranges included', async () => {
    const { jobs, warnings } = await read({
      hosts:
        '# ours\nlonely\n\n[web]\nweb[08:10].example.com ansible_port=2222\n\n[fleet:children]\nweb\n\n[fleet:vars]\nx=1\n',
      'group_vars/fleet.yml': JOBS('/srv'),
    });
    expect(jobs.map((job) => job.split(' ')[0])).toEqual([
      'web08.example.com:/srv',
      'web09.example.com:/srv',
      'web10.example.com:/srv',
    ]);
    expect(warnings).toEqual([]);
  });

  it('go to the hosts that an inventory in YAML form lists, and variables in it count', async () => {
    const { jobs, warnings } = await read({
      'hosts.yml': [
        'all:',
        '  hosts: {lonely: }',
        '  children:',
        '    web:',
        '      hosts:',
        '        web-[a:b]:',
        '        web-c: {duplicati_jobs: [{path: /inline}]}',
        '    db:',
        '      vars: {duplicati_jobs: [{path: /db}]}',
        '      hosts: {db1: {}}',
        '',
      ].join('\n'),
      'group_vars/web/main.yml': JOBS('/srv'),
    });
    expect(jobs).toEqual([
      'web-a:/srv (group_vars/web/main.yml:2)',
      'web-b:/srv (group_vars/web/main.yml:2)',
      'web-c:/inline (hosts.yml:7)',
      'db1:/db (hosts.yml:9)',
    ]);
    expect(warnings).toEqual([]);
  });

  it('are found with an inventory in YAML form that has no ending, whatever comments it begins with', async () => {
    const { jobs } = await read({
      hosts: '# ours\n\n---  # begins\n# still\nweb:  # a group\n  hosts: {one: }\n',
      'group_vars/web.yml': JOBS('/srv'),
    });
    expect(jobs).toEqual(['one:/srv (group_vars/web.yml:2)']);
  });

  it('give way to those of a child group, and these to the host’s own', async () => {
    const { jobs } = await read({
      inventory: 'zero\n[web]\none\ntwo\n[fleet:children]\nweb\n[fleet]\nthree\n',
      'group_vars/all.yml': JOBS('/all'),
      'group_vars/fleet.yml': JOBS('/fleet'),
      'group_vars/web.yml': JOBS('/web'),
      'host_vars/two.yml': JOBS('/two'),
    });
    expect(jobs.map((job) => job.split(' ')[0])).toEqual(['zero:/all', 'one:/web', 'two:/two', 'three:/fleet']);
  });

  it('are left out, and told, where no inventory says who is in the group', async () => {
    const { jobs, warnings } = await read({
      'host_vars/a.yml': JOBS('/a'),
      'group_vars/all.yml': 'x: 1\nduplicati_jobs: []\n',
      'group_vars/web.yml': `x: 1\n${JOBS('/srv')}`,
    });
    expect(jobs).toEqual(['a:/a (host_vars/a.yml:2)']);
    expect(warnings).toEqual([
      'group_vars/web.yml:2: no inventory file says which hosts are in the group web; its duplicati_jobs are left out',
    ]);
  });

  it('are left out where the inventory is a program, which is not run', async () => {
    const { jobs, warnings } = await read({
      hosts: '#!/bin/sh\necho \'{"web": {"hosts": ["a"]}}\'\n',
      'group_vars/web.yml': JOBS('/srv'),
    });
    expect(jobs).toEqual([]);
    expect(warnings).toEqual([
      'hosts: is a program that prints an inventory; duptop does not run it',
      'group_vars/web.yml:1: no inventory file says which hosts are in the group web; its duplicati_jobs are left out',
    ]);
  });
});

describe('a playbook’s folder', () => {
  it('is searched for inventory/ and inventories/, and its own variables go before theirs', async () => {
    const { jobs, warnings } = await read({
      'inventory/hosts': '[web]\nweb1\nweb2\n',
      'inventory/host_vars/web1.yml': JOBS('/inner'),
      'inventories/stage/hosts.ini': '[web]\nstage1\n',
      'inventories/stage/group_vars/web.yml': JOBS('/stage'),
      'inventories/prod/hosts.yaml': 'web: {hosts: {prod1: }}\n',
      'host_vars/web1.yml': JOBS('/outer'),
      'group_vars/web.yml': JOBS('/web'),
    });
    expect(jobs.map((job) => job.split(' ')[0]).sort()).toEqual([
      'prod1:/web',
      'stage1:/web',
      'web1:/outer',
      'web2:/web',
    ]);
    expect(warnings).toEqual([]);
  });

  it('that is not there is told', async () => {
    expect(await fromAnsible('/nowhere/to/be/found', nodeFiles)).toEqual({
      jobs: [],
      warnings: ['/nowhere/to/be/found: there is no such folder'],
    });
  });
});

describe('duplicati_monitored_jobs', () => {
  it('declare by metric, wherever they stand', async () => {
    const { jobs, warnings } = await read({
      'group_vars/prometheus.yml':
        'duplicati_monitored_jobs:\n  - metric: influx01__var_lib_influxdb\n  - {metric: web-01__srv, note: x}\n',
      'host_vars/mon.yml': 'duplicati_monitored_jobs: [{}, {metric: 5}]\n',
    });
    expect(jobs).toEqual([
      'influx01__var_lib_influxdb (group_vars/prometheus.yml:2)',
      'web-01__srv (group_vars/prometheus.yml:3)',
    ]);
    expect(warnings).toEqual([
      'host_vars/mon.yml:1: metric is missing; the job is left out',
      'host_vars/mon.yml:1: metric is no text; the job is left out',
    ]);
  });
});

describe('what only Ansible could read', () => {
  it('is left out with its place, and never quoted', async () => {
    const { jobs, warnings } = await read({
      'host_vars/a.yml': [
        'duplicati_passphrase: !vault |',
        '  $ANSIBLE_VAULT;1.1;AES256',
        '  6162636465',
        'duplicati_jobs:',
        '  - path: "{{ data_root }}/influxdb"',
        '  - path: !vault |',
        '      $ANSIBLE_VAULT;1.1;AES256',
        '      6162636465',
        '  - {path: /srv, hour: "{{ hour }}", minute: 0}',
        '  - "{{ more }}"',
        '',
      ].join('\n'),
      'host_vars/b.yml': 'duplicati_jobs: "{{ base_jobs + own_jobs }}"\n',
      'host_vars/c.yml': 'duplicati_jobs: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162636465\n',
    });
    expect(jobs).toEqual(['a:/srv (host_vars/a.yml:9)']);
    expect(warnings).toEqual([
      'host_vars/a.yml:5: path is a template, which only Ansible can fill in; the job is left out',
      'host_vars/a.yml:6: path is encrypted with ansible-vault; the job is left out',
      'host_vars/a.yml:9: a field of its schedule is a template, which only Ansible can fill in; the schedule of /srv is left out',
      'host_vars/a.yml:10: an item of duplicati_jobs is a template, which only Ansible can fill in; left out',
      'host_vars/b.yml:1: duplicati_jobs is a template, which only Ansible can fill in; left out',
      'host_vars/c.yml:1: duplicati_jobs is encrypted with ansible-vault; left out',
    ]);
    expect(JSON.stringify(warnings)).not.toContain('6162636465');
  });

  it('is noted once for files that are encrypted as a whole', async () => {
    const vault = '$ANSIBLE_VAULT;1.1;AES256\n6162\n';
    const { jobs, warnings } = await read({
      'group_vars/all/vault.yml': vault,
      'group_vars/web/vault.yml': vault,
      'host_vars/a.yml': JOBS('/srv'),
    });
    expect(jobs).toHaveLength(1);
    expect(warnings).toEqual([
      'group_vars/all/vault.yml (and 1 more): encrypted with ansible-vault as a whole; not read',
    ]);
  });
});

describe('a file with faults', () => {
  it('is told with its place, and does not stop the others', async () => {
    const { jobs, warnings } = await read({
      'host_vars/a.yml': 'duplicati_jobs:\n  - path: /srv\n    hour: [1\n',
      'host_vars/b.yml': 'duplicati_jobs: yes\n',
      'host_vars/c.yml': 'duplicati_jobs:\n  - /srv\n  - hour: 1\n  - path: srv\n  - path: [x]\n  - path: ""\n',
      'host_vars/d.yml': 'duplicati_jobs: [{path: /srv, hour: 25, minute: 0}, {path: /etc, hour: [1, 2]}]\n',
      'host_vars/e.yml': 'x: "\0"\nduplicati_jobs: [{path: /srv}]\n',
      'host_vars/f.yml': JOBS('/f'),
    });
    expect(jobs).toEqual(['d:/srv (host_vars/d.yml:1)', 'd:/etc (host_vars/d.yml:1)', 'f:/f (host_vars/f.yml:2)']);
    expect(warnings).toEqual([
      'host_vars/a.yml:4:1: flow sequence in block collection must be sufficiently indented and end with a ]; the file is left out',
      'host_vars/e.yml:1:5: a control character (\\x00); the file is left out',
      'host_vars/b.yml:1: duplicati_jobs is no list; left out',
      'host_vars/c.yml:2: an item of duplicati_jobs is no mapping; left out',
      'host_vars/c.yml:3: path is missing; the job is left out',
      'host_vars/c.yml:4: path is not absolute; the job is left out',
      'host_vars/c.yml:5: path is no text; the job is left out',
      'host_vars/c.yml:6: path is empty, or longer than 4096 characters; the job is left out',
      'host_vars/d.yml:1: "0 25 * * *" is no cron expression: Invalid value for hour: 25; the schedule of /srv is left out',
      'host_vars/d.yml:1: a field of its schedule is neither text nor a number; the schedule of /etc is left out',
    ]);
  });

  it('is no concern where it has nothing to do with backups', async () => {
    const { warnings } = await read({ 'host_vars/a.yml': 'x: [\n', 'host_vars/README': 'Not: YAML: at all\n' });
    expect(warnings).toEqual([]);
  });

  it('that is too large or no text is left out', async () => {
    const { warnings } = await read({ 'host_vars/a.yml': `# ${'x'.repeat(1024 * 1024)}` });
    expect(warnings).toEqual(['host_vars/a.yml: larger than 1048576 bytes; left out']);
  });

  it('of aliases that double at every step is read in no time', async () => {
    const laughs = Array.from({ length: 40 }, (_, n) => `    g${n + 1}: &g${n + 1} {children: {a: *g${n}, b: *g${n}}}`);
    const { jobs } = await read({
      'hosts.yml': `all:\n  children:\n    g0: &g0 {hosts: {one: }}\n${laughs.join('\n')}\n`,
      'group_vars/g40.yml': JOBS('/srv'),
    });
    expect(jobs).toEqual(['one:/srv (group_vars/g40.yml:2)']);
  });

  it('of groups in a circle still ends', async () => {
    const { jobs } = await read({
      hosts: '[a:children]\nb\n[b:children]\na\n[b]\none\n',
      'group_vars/a.yml': JOBS('/srv'),
    });
    expect(jobs).toEqual(['one:/srv (group_vars/a.yml:2)']);
  });

  it('of more hosts than anybody has is read up to a limit', async () => {
    const { jobs, warnings } = await read({
      hosts: `[web]\nweb[1:99999999]\n${Array.from({ length: 30 }, (_, n) => `h${n}-[1:9999]`).join('\n')}\n`,
      'group_vars/web.yml': JOBS('/srv'),
    });
    expect(jobs).toHaveLength(100_000);
    expect(warnings).toEqual([
      'FOLDER: more than 100000 jobs; the rest is left out',
      'hosts:2: web[1:99999999] names no hosts, or too many',
      'hosts:23: too many groups or hosts; what follows is not read',
    ]);
  });
});
