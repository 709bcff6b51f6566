import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { classicName } from '../../../src/domain/metric.ts';
import { betterMetric } from '../../../src/domain/metric-name.ts';
import { classicRules } from '../../../src/hostkit/rules/classic-rules.ts';
import { EXPORTER_RULES } from '../../../src/hostkit/rules/exporter-rules.ts';
import { labelledRules } from '../../../src/hostkit/rules/labelled-rules.ts';
import { rulesFile } from '../../../src/hostkit/rules/rules-file.ts';
import { declaredWatchList } from '../../../src/hostkit/rules/watched-job.ts';
import { fileSdTargets } from '../../../src/hostkit/scrape-config/scrape-file.ts';
import { scrapeTargets } from '../../../src/hostkit/scrape-config/scrape-target.ts';
import { nodeFiles } from '../../../src/platform/files-node.ts';
import { ansibleAddresses } from '../../../src/sources/declared/ansible-addresses.ts';
import { fromAnsible } from '../../../src/sources/declared/from-ansible.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { lackOfSandbox, type Sandbox, startSandbox } from './support/sandbox.ts';
import { ansibleSite, changedTasks, type Site } from './support/site.ts';

// A playbook starts a Python for each of its tasks.
vi.setConfig({ testTimeout: 180_000 });

const STAND_IN = fileURLToPath(new URL('../support/duplicati-cli', import.meta.url));
const HOST = 'influx-01';
const PASSPHRASE = 'a secret of the hosts';
const DAY = 86_400;
const PATHS = ['/var/lib/influxdb/', '/srv/my-data', "/srv/é 'x' { y", '/srv/zero\u{200b}width'];
const METRICS = '/var/lib/prometheus/node-exporter';
const CONFIG = '/etc/prometheus/prometheus.yml';
const RULES = '/etc/prometheus/duplicati.rules.yml';
const TARGETS = '/etc/prometheus/duplicati.targets.json';
/** With a name that is relative, and a secret that is not the role's. */
const FIELD_CONFIG = `global: {}
rule_files: []
scrape_configs:
  - job_name: other
    basic_auth: {username: x, password: of-somebody-else}
    file_sd_configs: [{files: [other.json]}]
`;

const SITE = {
  hosts: [
    `${HOST} ansible_connection=local`,
    'web-01 ansible_host=10.0.0.8 duplicati_hostname=web-01',
    'six.example.com ansible_host=fe80::1 duplicati_hostname=six.example.com duplicati_node_exporter_listen=[::]:9200',
    'idle ansible_host=127.0.0.1',
    '',
  ].join('\n'),
  'prometheus.yml': `
- hosts: ${HOST}
  gather_facts: false
  tasks:
    - ansible.builtin.include_role: {name: duplicati, tasks_from: prometheus}
`,
  'group_vars/all.yml': `
duplicati_passphrase: ${PASSPHRASE}
duplicati_manage_services: false
duplicati_monitored_jobs: [{metric: nas__backup}, {metric: influx_01__var_lib_influxdb}, {metric: web-01__srv_www}]
`,
  [`host_vars/${HOST}.yml`]: `duplicati_jobs:\n${PATHS.map(
    (path, at) => `  - {path: !unsafe ${JSON.stringify(path)}, hour: 2, minute: ${at}}\n`,
  ).join('')}`,
  'host_vars/web-01.yml': `
duplicati_jobs:
  - {path: /srv/www, hour: 1, minute: 1, weekday: sun}
  - {path: /srv/a/b, hour: 1, minute: 1, day: 1}
  - {path: /srv/a_b, hour: 1, minute: 1}
  - {path: /srv/six, hour: 1, minute: 1, weekday: 0}
`,
  'host_vars/six.example.com.yml': 'duplicati_jobs: [{path: /srv/six, hour: 1, minute: 1, weekday: 0}]\n',
};

describeUnless(lackOfSandbox('ansible-playbook', 'promtool'), 'the role beside Prometheus', () => {
  let sandbox: Sandbox;
  let site: Site;

  beforeAll(async () => {
    sandbox = await startSandbox(HOST);
    site = ansibleSite(SITE);
    writeFileSync(sandbox.file(CONFIG), FIELD_CONFIG);
    writeFileSync(sandbox.file('/etc/prometheus/other.json'), '[]');
  });

  afterAll(async () => {
    await sandbox?.stop();
    site?.remove();
  });

  it('says with --check what it would do, and does nothing', async () => {
    const checked = await site.play(sandbox, 'prometheus.yml', '--check', '--diff');
    expect(changedTasks(checked), checked.output).toBe(4);
    expect(existsSync(sandbox.file(RULES))).toBe(false);
    expect(sandbox.text(CONFIG)).toBe(FIELD_CONFIG);
  });

  it('has promtool check rules and configuration, and shows no secret', async () => {
    const first = await site.play(sandbox, 'prometheus.yml', '--diff', '-vv');
    expect(changedTasks(first), first.output).toBe(4);
    expect(first.output).not.toContain(PASSPHRASE);
    expect(first.output).not.toContain('of-somebody-else');
    const checked = await sandbox.run(['promtool', 'check', 'config', CONFIG]);
    expect(checked).toMatchObject({ code: 0, output: expect.stringMatching(/SUCCESS: \d+ rules found/) });
    expect(readdirSync(sandbox.file('/etc/prometheus')).filter((name) => name.includes('check'))).toEqual([]);
  });

  it('changes nothing when run again', async () => {
    const second = await site.play(sandbox, 'prometheus.yml');
    expect(changedTasks(second), second.output).toBe(0);
  });

  it('writes the rules and targets that duptop makes of the same variables', async () => {
    const { jobs } = await fromAnsible(site.folder, nodeFiles);
    const watched = declaredWatchList(jobs, DAY).jobs;
    const groups = [classicRules(watched), labelledRules(watched, DAY), EXPORTER_RULES];
    expect(parse(sandbox.text(RULES))).toEqual(parse(rulesFile(groups)));

    const { byHost } = await ansibleAddresses(site.folder, nodeFiles);
    const { targets } = scrapeTargets(jobs, { byHost, exporterUrls: ['http://[fe80::1]:9200/metrics'], port: 9100 });
    expect(JSON.parse(sandbox.text(TARGETS))).toEqual(JSON.parse(fileSdTargets(targets)));
  });

  it('watches the series that the wrapper writes', async () => {
    cpSync(STAND_IN, sandbox.file('/usr/local/bin/duplicati-cli'));
    writeFileSync(sandbox.file('/usr/local/bin/plan'), 'exit 0\n');
    const settings = `passphrase=${PASSPHRASE}\nencryption=aes\nurl=file:///backups/{host}{path}\n`;
    writeFileSync(sandbox.file('/etc/duplicati-wrapper.conf'), settings, { mode: 0o600 });
    const wrapper = `${site.folder}/roles/duplicati/files/duplicati_wrapper.sh`;
    for (const path of PATHS) expect(await sandbox.run([wrapper, path])).toEqual({ code: 0, output: '' });

    const written = readdirSync(sandbox.file(METRICS)).map((name) => sandbox.text(`${METRICS}/${name}`));
    const rules = sandbox.text(RULES);
    for (const path of PATHS) {
      const series = classicName(betterMetric(HOST, path), 'start');
      expect(written.join('')).toContain(`${series} `);
      expect(rules).toContain(`absent(${series})`);
    }
  });

  it('leaves everything as it was where promtool refuses, and says what it said', async () => {
    const inline = FIELD_CONFIG.replace('rule_files: []', 'rule_files: [mine.yml]');
    writeFileSync(sandbox.file(CONFIG), inline);
    const refused = await site.play(sandbox, 'prometheus.yml');
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain('field rule_files already set');
    expect(sandbox.text(CONFIG)).toBe(inline);
  });

  it('stops where nobody can say what a host calls itself', async () => {
    site.write('host_vars/idle.yml', 'duplicati_jobs: [{path: /a, hour: 1, minute: 1}]\nansible_port: 1\n');
    const stopped = await site.play(sandbox, 'prometheus.yml');
    expect(stopped.code).not.toBe(0);
    expect(stopped.output).toContain('idle has not said its name: let it be reached, or set duplicati_hostname');
  });
});
