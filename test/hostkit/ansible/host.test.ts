import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { betterKey } from '../../../src/domain/db-path.ts';
import { betterMetric, textfileName } from '../../../src/domain/metric-name.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { callIn } from '../support/call.ts';
import { AUTHID, PASSPHRASE } from '../support/wrapper-host.ts';
import { cronEntries } from './support/cron-table.ts';
import { buildDuplicatiPackage } from './support/package.ts';
import { lackOfPythonApt } from './support/python.ts';
import { lackOfSandbox, type Sandbox, startSandbox } from './support/sandbox.ts';
import { ansibleSite, changedTasks, type Site } from './support/site.ts';

// A playbook starts a Python for each of its tasks.
vi.setConfig({ testTimeout: 180_000 });

const HOST = 'influx-01';
const VERSION = '2.0.5.1-1';
const NEWER = '2.0.6.3-1';
const RETENTION = '1W:1D,4W:1W,12M:1M';
const OWN_PASSPHRASE = 'only for one job';
const INFLUX = '/var/lib/influxdb/';
const ODD = "/srv/100% it's \\% é\\'";
const BRACES = '/srv/{{ x }}';
const OLD = '/srv/old';
const METRICS = '/var/lib/prometheus/node-exporter';
const CONFIG = '/etc/duplicati-wrapper.conf';
const SECRETS = [PASSPHRASE, AUTHID, OWN_PASSPHRASE];

/** What the field's playbook has left on a host. */
const CLASSIC_TABLE = `# not Ansible's
5 5 * * * /bin/true
#Ansible: duplicati_${INFLUX}
0 2 * * * /opt/duplicati_wrapper.sh ${INFLUX} '${AUTHID}' '${PASSPHRASE}' '${RETENTION}'
#Ansible: duplicati_${OLD}
0 3 * * * /opt/duplicati_wrapper.sh ${OLD} '${AUTHID}' '${PASSPHRASE}' '${RETENTION}'
`;
const CLASSIC_ARGS = `ARGS="$ARGS --collector.textfile.directory=${METRICS}"`;
const OLD_FILES = [
  `${METRICS}/${textfileName(betterMetric(HOST, OLD))}`,
  `${METRICS}/duplicati_${HOST}__srv_old.prom`,
  `${METRICS}/duplicati_job_${betterKey(OLD)}.prom`,
  settingsOf(OLD),
];

const PACKAGE_PLAYBOOK = `
- hosts: all
  gather_facts: false
  tasks:
    - ansible.builtin.include_role: {name: duplicati, tasks_from: package}
`;

const programs = ['ansible-playbook', 'ansible-vault', 'crontab', 'dpkg-deb', 'prometheus-node-exporter'];

describeUnless(lackOfSandbox(...programs) ?? lackOfPythonApt(), 'the role on a host', () => {
  let sandbox: Sandbox;
  let site: Site;

  beforeAll(async () => {
    sandbox = await startSandbox(HOST);
    site = ansibleSite({
      hosts: `${HOST} ansible_connection=local\n`,
      'host.yml': '- hosts: all\n  gather_facts: false\n  roles: [duplicati]\n',
      'package.yml': PACKAGE_PLAYBOOK,
    });
    site.write('group_vars/all.yml', variables(site, buildDuplicatiPackage(site.folder, VERSION)));
    site.write('table', CLASSIC_TABLE);
    mkdirSync(sandbox.file('/etc/duplicati-wrapper.d'));
    for (const file of OLD_FILES) writeFileSync(sandbox.file(file), '');
    writeFileSync(sandbox.file('/etc/default/prometheus'), `ARGS="--web.listen-address=:9090"\n${CLASSIC_ARGS}\n`);
    expect(await sandbox.run(['crontab', `${site.folder}/table`])).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    await sandbox?.stop();
    site?.remove();
  });

  it('says with --check what it would do, and does nothing', async () => {
    const checked = await site.play(sandbox, 'host.yml', '--check', '--diff', '-vv');
    expect(changedTasks(checked), checked.output).toBeGreaterThan(5);
    expectNoSecret(checked.output);
    expect(existsSync(sandbox.file(CONFIG))).toBe(false);
    expect((await sandbox.run(['crontab', '-l'])).output).toBe(CLASSIC_TABLE);
  });

  it('sets the host up without showing a secret', async () => {
    const first = await site.play(sandbox, 'host.yml', '--diff', '-vvv');
    expect(changedTasks(first), first.output).toBeGreaterThan(5);
    expectNoSecret(first.output);
  });

  it('changes nothing when run again', async () => {
    const second = await site.play(sandbox, 'host.yml');
    expect(changedTasks(second), second.output).toBe(0);
  });

  it('installs the package, and fetches another version from its URL', async () => {
    expect((await sandbox.run(['dpkg', '--status', 'duplicati'])).output).toContain(`\nVersion: ${VERSION}\n`);
    const deb = readFileSync(buildDuplicatiPackage(site.folder, NEWER));
    const server = createServer(({ url }, answer) => {
      answer.statusCode = url === `/duplicati_${NEWER}_all.deb` ? 200 : 404;
      answer.end(deb);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const source = {
      duplicati_ver: NEWER,
      duplicati_deb: '',
      duplicati_url: `http://127.0.0.1:${port}/duplicati_{{ duplicati_ver }}_all.deb`,
      duplicati_checksum: `sha256:${createHash('sha256').update(deb).digest('hex')}`,
    };
    const fetched = await site.play(sandbox, 'package.yml', '--extra-vars', JSON.stringify(source));
    server.close();
    expect(changedTasks(fetched), fetched.output).toBe(2);
    expect((await sandbox.run(['dpkg', '--status', 'duplicati'])).output).toContain(`\nVersion: ${NEWER}\n`);
    const again = await site.play(sandbox, 'package.yml', '--extra-vars', JSON.stringify(source));
    expect(changedTasks(again), again.output).toBe(0);
  });

  it('keeps settings where only root can read them', () => {
    const modes = [CONFIG, settingsOf(INFLUX), '/etc/duplicati-wrapper.d', '/opt/duplicati_wrapper.sh'].map((file) => {
      const { mode, uid, gid } = statSync(sandbox.file(file));
      return [file, (mode & 0o7777).toString(8), uid, gid];
    });
    expect(modes).toEqual([
      [CONFIG, '600', 0, 0],
      [settingsOf(INFLUX), '600', 0, 0],
      ['/etc/duplicati-wrapper.d', '700', 0, 0],
      ['/opt/duplicati_wrapper.sh', '755', 0, 0],
    ]);
    expect(sandbox.text(CONFIG)).toContain(`\npassphrase=${PASSPHRASE}\n`);
    expect(sandbox.text(settingsOf(INFLUX))).toContain(`\nretention=${RETENTION}\n`);
  });

  it('takes the secrets out of the crontab, and leaves what is not its own', async () => {
    const { output } = await sandbox.run(['crontab', '-l']);
    expectNoSecret(output);
    expect(output).toContain("# not Ansible's\n5 5 * * * /bin/true\n");
    expect(output).toContain(`#Ansible: duplicati_${INFLUX}\n0 2 * * * /opt/duplicati_wrapper.sh ${INFLUX}\n`);
    expect(cronEntries(output).map(({ name, schedule }) => [name, schedule])).toEqual([
      [`duplicati_${INFLUX}`, '0 2 * * *'],
      [`duplicati_${ODD}`, '*/10 3 * * 0'],
      [`duplicati_${BRACES}`, '1 4 * * *'],
    ]);
  });

  it('has cron back up exactly the paths that were named, each with its settings', async () => {
    const { output } = await sandbox.run(['crontab', '-l']);
    for (const { command } of cronEntries(output)) {
      const ended = await sandbox.run(['/bin/sh', '-c', command], ['HOME=/root', 'LOGNAME=root', 'PATH=/usr/bin:/bin']);
      expect(ended).toEqual({ code: 0, output: '' });
    }
    const calls = [1, 2, 3].map((call) => callIn(sandbox.file(`/usr/bin/calls/${call}`)));
    expect(calls.map(({ args }) => args[2])).toEqual([INFLUX, ODD, BRACES]);
    expect(calls.map((call) => call.option('retention-policy'))).toEqual([RETENTION, '1W:1D', null]);
    expect(calls.map(({ parameters }) => parameters.find((line) => line.startsWith('--passphrase')))).toEqual([
      `--passphrase="${PASSPHRASE}"`,
      `--passphrase="${PASSPHRASE}"`,
      `--passphrase="${OWN_PASSPHRASE}"`,
    ]);
    expect(calls[2]?.parameters.slice(-2)).toEqual(['--exclude=*.tmp', '--exclude=x']);
    for (const path of [INFLUX, ODD, BRACES]) {
      const labels = `{host="${HOST}",path="${path.replaceAll('\\', '\\\\')}"}`;
      expect(sandbox.text(`${METRICS}/duplicati_job_${betterKey(path)}.prom`)).toContain(`last_exit_code${labels} 0\n`);
      const metric = betterMetric(HOST, path);
      expect(sandbox.text(`${METRICS}/${textfileName(metric)}`)).toContain(`duplicati_${metric}_last_exitcode 0\n`);
    }
  });

  it('takes settings and metrics of an absent job away', () => {
    expect(OLD_FILES.filter((file) => existsSync(sandbox.file(file)))).toEqual([]);
  });

  it('gives node_exporter its folder in the file that it reads, and takes it out of the other one', () => {
    expect(sandbox.text('/etc/default/prometheus-node-exporter')).toBe(
      `# Managed by Ansible.\nARGS="--web.listen-address=0.0.0.0:9100 --collector.textfile.directory=${METRICS} --collector.systemd"\n`,
    );
    expect(sandbox.text('/etc/default/prometheus')).toBe('ARGS="--web.listen-address=:9090"\n');
  });

  it('stops before cron is changed where a backup could not run, and says why without the value', async () => {
    const runWith = (passphrase: string) => {
      const variables = { duplicati_ver: '', duplicati_deb: '', duplicati_passphrase: passphrase };
      return site.play(sandbox, 'host.yml', '--extra-vars', JSON.stringify(variables));
    };
    const table = await sandbox.run(['crontab', '-l']);
    const broken = await runWith('');
    expect(broken.code).not.toBe(0);
    expect(broken.output).toContain('refused with 78: there is no passphrase');
    expect(await sandbox.run(['crontab', '-l'])).toEqual(table);
    const refused = await runWith('one\nunlucky');
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain('the setting passphrase holds a control character, or more than one line');
    expect(refused.output).not.toContain('unlucky');
  });
});

function settingsOf(path: string): string {
  return `/etc/duplicati-wrapper.d/${betterKey(path)}.conf`;
}

function variables(site: Site, deb: string): string {
  return `
duplicati_ver: ${VERSION}
duplicati_deb: ${deb}
duplicati_dropbox_authid: ${JSON.stringify(AUTHID)}
duplicati_passphrase: ${site.vault(PASSPHRASE)}
duplicati_settings: {url: 'dropbox:///SERVERS/{host}{path}?authid={authid}'}
duplicati_manage_services: false
duplicati_node_exporter_args: [--collector.systemd]
duplicati_jobs:
  - {path: ${INFLUX}, retention: '${RETENTION}', hour: 2, minute: 0}
  - {path: ${JSON.stringify(ODD)}, retention: '1W:1D', hour: 3, minute: '*/10', weekday: 0}
  - path: !unsafe ${JSON.stringify(BRACES)}
    hour: 4
    minute: 1
    settings: {passphrase: ${OWN_PASSPHRASE}, option: ['--exclude=*.tmp', --exclude=x]}
  - {path: ${OLD}, state: absent}
`;
}

function expectNoSecret(output: string): void {
  expect(
    SECRETS.filter((secret) => output.includes(secret) || output.includes(JSON.stringify(secret).slice(1, -1))),
  ).toEqual([]);
}
