import { existsSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Shell } from '../../../src/cli/shell.ts';
import { betterKey } from '../../../src/domain/db-path.ts';
import { runInProcess } from '../../cli/support/run-in-process.ts';
import { startAlertmanager } from '../../lab/alertmanager.ts';
import { fieldRules } from '../../lab/field-rules.ts';
import { freePort } from '../../lab/free-port.ts';
import { HOUR, nightsBefore, runAgo } from '../../lab/machine.ts';
import { type Prometheus, type ScrapeConfig, startPrometheus } from '../../lab/prometheus.ts';
import type { Service } from '../../lab/service.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { classicFile, classicMetricOf, type LabFile, type LabRun } from '../../lab/textfile.ts';
import { addRun, openJobDatabase } from '../../remote/database/support/job-database.ts';
import { type BackupHost, classicLine, startBackupHost, WRAPPER } from '../../remote/run/support/backup-host.ts';
import { eventually } from '../../support/eventually.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const METRICS = '/var/lib/prometheus/node-exporter';
const SETTINGS = 'tries=1\npause_min=0\npause_max=0\nauthid=planted-authid-0815\npassphrase=planted passphrase 4711\n';

/** What the stand-in says and ends with, by the path that it is to back up. */
const PLAN = `case $3 in
  /srv/failed) echo 'Fatal error => Something that nobody has seen before'; exit 100 ;;
  /srv/destination) echo 'Fatal error => Connection refused'; exit 100 ;;
  /srv/errors) exit 3 ;;
  /srv/partial) exit 50 ;;
  /srv/arguments) echo 'Found 3 commands but expected 2'; exit 200 ;;
  /srv/warnings) exit 2 ;;
  /srv/killed) exit 137 ;;
  /srv/interrupted) hang ;;
esac
exit 0`;
const RUN_ON_APP = [
  '/srv/good',
  '/srv/failed',
  '/srv/destination',
  '/srv/errors',
  '/srv/partial',
  '/srv/arguments',
  '/srv/warnings',
  '/srv/killed',
  '/srv/a_b',
  '/srv/a/b',
  '/srv/unwatched',
];

/** Hosts with a real sshd, cron, wrapper and exporter, one Prometheus over them, and an Alertmanager: each with its own fault. */
export interface DoctorLab {
  readonly prometheus: Prometheus;
  readonly ssh: SshLab;
  /** Whether a path of a crontab was run as a command, there or here. */
  wasPlanted(): Promise<boolean>;
  doctor(
    ...args: readonly string[]
  ): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
  stop(): Promise<void>;
}

export async function startDoctorLab(): Promise<DoctorLab> {
  const ssh = startSshLab();
  const services: Service[] = [];
  const stop = async (): Promise<void> => {
    await Promise.allSettled([...services.map((service) => service.stop()), ssh.stop()]);
  };
  try {
    return await build(ssh, services, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

const NAMES = ['app01', 'files01', 'nocli01', 'full01', 'down01', 'apart01', 'odd01', 'web-01'] as const;
type Name = (typeof NAMES)[number];

async function build(ssh: SshLab, services: Service[], stop: () => Promise<void>): Promise<DoctorLab> {
  const now = Date.now();
  const hosts = Object.fromEntries(
    await Promise.all(
      NAMES.map(
        async (name) =>
          [
            name,
            await startBackupHost(
              ssh,
              name,
              name === 'web-01' ? 'classic' : 'better',
              name === 'files01' ? 'fish' : 'bash',
            ),
          ] as const,
      ),
    ),
  ) as Record<Name, BackupHost>;
  await Promise.all(NAMES.map((name) => prepare(hosts[name])));
  await Promise.all([
    breakApp(hosts.app01, now),
    breakFiles(hosts.files01, now),
    breakNoCli(hosts.nocli01),
    breakFull(hosts.full01, now),
    ...(['down01', 'apart01', 'odd01'] as const).map((name) => good(hosts[name], '/srv/one', now)),
    breakWeb(hosts['web-01'], now),
  ]);
  const exporters = new Map(
    await Promise.all(NAMES.map(async (name) => [name, await startExporter(hosts[name])] as const)),
  );
  const target = (name: Name) => exporters.get(name) ?? '';
  const alertmanager = await startAlertmanager();
  services.push(alertmanager);
  const scrapeConfigs: readonly ScrapeConfig[] = [
    ...NAMES.filter((name) => name !== 'apart01').map((name) => ({
      job_name: name,
      static_configs: [{ targets: [target(name)] }],
      ...(name === 'odd01' ? { metrics_path: '/nothing-here' } : {}),
      ...(name === 'app01'
        ? {
            metric_relabel_configs: [
              { source_labels: ['__name__'], regex: 'duplicati_app01__srv_behind_.*', action: 'drop' },
            ],
          }
        : {}),
    })),
    { job_name: 'gone01', static_configs: [{ targets: ['gone01.invalid:9100'] }] },
  ];
  const slow = runAgo(now, 3 * HOUR, 0, 5_400);
  const prometheus = await startPrometheus({
    scrapeConfigs,
    alertmanagers: [`${alertmanager.address}:${alertmanager.port}`],
    rules: [fieldRules(RULED, '0s'), { name: 'broken', rules: [BROKEN_RULE] }],
    history: [
      {
        metric: 'app01__srv_slow',
        labels: { job: 'app01', instance: target('app01') },
        runs: nightsBefore(slow, 8, (night) => 880 + 5 * night),
      },
    ],
  });
  services.push(prometheus);
  await prometheus.settled();
  await later(hosts);
  await prometheus.settled();
  const unscraped = target('apart01');
  await untilDelivered(prometheus, alertmanager);
  const openHosts: Shell['openHosts'] = async (settings) => ssh.openHosts(settings);
  return {
    prometheus,
    ssh,
    wasPlanted: async () =>
      existsSync('/tmp/planted') || (await hosts.app01.run(['test', '-e', '/tmp/planted'])).code === 0,
    doctor: (...args) =>
      runInProcess(['doctor', '-p', prometheus.url, '--exporter', `http://${unscraped}/metrics`, ...args], {
        openHosts,
      }),
    stop,
  };
}

/** Rules as the field declares them; each job has two but those that shall have none or others. */
const RULED: readonly string[] = [
  ...[
    'good',
    'failed',
    'destination',
    'errors',
    'partial',
    'arguments',
    'warnings',
    'killed',
    'interrupted',
    'locked',
    'dblocked',
    'dbdamaged',
    'commented',
    'unlisted',
    'slow',
    'late',
    'ahead',
    'mismatch',
    'a_b',
    'nowrapper',
    'never',
    'behind',
    'both',
  ].map((name) => `app01__srv_${name}`),
  ...['crlf', 'shadowed', 'gone', 'elsewhere'].map((name) => `files01__srv_${name}`),
  'nocli01__srv_one',
  'full01__srv_one',
  'down01__srv_one',
  'apart01__srv_one',
  'odd01__srv_one',
  'gone01__srv_one',
];

/** More than one series on its right: Prometheus loads it, and can't evaluate it. */
const BROKEN_RULE = { alert: 'broken', expr: 'duplicati_app01__srv_ruleerror_last_exitcode * on () {job="app01"}' };

async function prepare(host: BackupHost): Promise<void> {
  host.write('/etc/duplicati-wrapper.conf', SETTINGS, 0o600);
  host.plan(PLAN);
  // In the foreground: what goes on in the background may be ended with the command that began it.
  void host.run(['cron', '-f']);
  await eventually(async () => (await host.run(['pgrep', '-x', 'cron'])).code === 0, {
    what: `the cron of ${host.name}`,
  });
}

async function startExporter(host: BackupHost): Promise<string> {
  const address = `127.0.0.1:${await freePort()}`;
  const flags = `--web.listen-address=${address} --collector.disable-defaults --collector.textfile --collector.uname`;
  // It ends with its host.
  void host.run(['sh', '-c', `echo $$ >/run/exporter.pid; exec prometheus-node-exporter ${flags}`]);
  await eventually(async () => (await fetch(`http://${address}/metrics`)).ok, { what: `the exporter of ${host.name}` });
  return address;
}

/** A run of that age, with its line in the crontab, a database, and metrics; nothing is wrong with it. */
async function good(host: BackupHost, path: string, now: number): Promise<void> {
  host.crontab(classicLine(path));
  put(host, classicFile(classicMetricOf(host.name, path), runAgo(now, 2 * HOUR, 0)));
}

/** A path that must be nothing but shown. */
const HOSTILE = '/srv/$(touch /tmp/planted) `touch /tmp/planted` \u001b[2J; touch /tmp/planted';

async function breakApp(host: BackupHost, now: number): Promise<void> {
  const quiet = [
    'interrupted',
    'locked',
    'dblocked',
    'dbdamaged',
    'slow',
    'late',
    'ahead',
    'ruleerror',
    'mismatch/',
    'never',
    'behind',
  ];
  host.crontab(
    ...RUN_ON_APP.map((path) => classicLine(path)),
    ...quiet.map((name) => classicLine(`/srv/${name}`)),
    `#${classicLine('/srv/commented')}`,
    `#${classicLine('/srv/both/')}`,
    classicLine(`'${HOSTILE}'`),
    classicLine('/srv/nowrapper').replace(WRAPPER, '/opt/moved/duplicati_wrapper.sh'),
  );
  const write = (path: string, run: LabRun) => put(host, classicFile(classicMetricOf('app01', path), run));
  const fine = runAgo(now, 2 * HOUR, 0);
  const old = runAgo(now, 30 * HOUR, 0);
  for (const name of ['interrupted', 'locked', 'commented', 'unlisted', 'late', 'nowrapper', 'both/'])
    write(`/srv/${name}`, old);
  for (const name of ['dblocked', 'dbdamaged', 'ruleerror', 'mismatch/', 'behind']) write(`/srv/${name}`, fine);
  write('/srv/slow', runAgo(now, 3 * HOUR, 0, 5_400));
  write('/srv/ahead', { ...fine, startedAt: now + 2 * HOUR });
  const databases = tempFolder('doctor-databases');
  const database = (path: string): string => {
    const file = `duplicati_${betterKey(path)}.sqlite`;
    // SQLite follows the way into the host to its end, which is this machine's own folder.
    const opened = openJobDatabase(join(databases.path, file));
    addRun(opened, { id: 1, at: Math.floor((now - 2 * HOUR) / 1000) });
    opened.close();
    host.write(`/var/${file}`, readFileSync(join(databases.path, file)), 0o600);
    return `/var/${file}`;
  };
  database('/srv/good');
  const locked = database('/srv/dblocked');
  const damaged = database('/srv/dbdamaged');
  databases.remove();
  host.write(damaged, 'this was a database once');
  await host.run(['sh', '-c', RUN_ON_APP.map((path) => `${WRAPPER} ${path} a planted-secret ''`).join('\n')]);
  const lock = `/run/duplicati-wrapper/${betterKey('/srv/locked')}.lock`;
  void host.run(['sh', '-c', `exec flock ${lock} sleep 900`]);
  await eventually(async () => (await host.run(['flock', '-n', lock, 'true'])).code !== 0, {
    what: 'the lock to be held',
  });
  await host.run([WRAPPER, '/srv/locked']);
  void host.run([
    'python3',
    '-c',
    `import sqlite3,time; c=sqlite3.connect('${locked}', isolation_level=None); c.execute('BEGIN EXCLUSIVE'); open('/run/holds','w'); time.sleep(900)`,
  ]);
  await eventually(async () => (await host.run(['test', '-e', '/run/holds'])).code === 0, {
    what: 'the database to be held',
  });
  void host.run([WRAPPER, '/srv/interrupted']);
  await host.hanging();
  // The machine's power goes: nothing of the run is left to say how it ended.
  await host.run([
    'sh',
    '-c',
    "pkill -KILL -f '/srv/interrupted'; pkill -KILL -f 'sleep 600'; pkill -KILL -f '/srv/interrupted'",
  ]);
}

async function breakFiles(host: BackupHost, now: number): Promise<void> {
  host.crontab(...['crlf', 'shadowed', 'gone', 'elsewhere'].map((name) => classicLine(`/srv/${name}`)));
  const run = runAgo(now, 2 * HOUR, 0);
  for (const name of ['crlf', 'shadowed', 'gone']) put(host, classicFile(`files01__srv_${name}`, run));
  put(host, classicFile('files01__srv_elsewhere', run), '/var/lib/node_exporter');
  host.write('/etc/duplicati-wrapper.d/one.conf', 'metrics_dir=/var/lib/node_exporter\n', 0o600);
  put(host, {
    ...classicFile('files01__srv_shadowed', runAgo(now, 20 * HOUR, 0)),
    name: 'duplicati_files01__srv_shadowed-copy.prom',
  });
}

async function breakNoCli(host: BackupHost): Promise<void> {
  host.crontab(classicLine('/srv/one'));
  rmSync(host.file('/usr/bin/duplicati-cli'));
  await host.run([WRAPPER, '/srv/one']);
}

async function breakFull(host: BackupHost, now: number): Promise<void> {
  await good(host, '/srv/one', now);
  await host.run([
    'sh',
    '-c',
    `mkdir -p /var/log/duplicati && mount -t tmpfs -o size=64k none /var/log/duplicati && head -c 100000 /dev/zero >/var/log/duplicati/filler`,
  ]);
}

async function breakWeb(host: BackupHost, now: number): Promise<void> {
  host.crontab(classicLine('/srv'));
  put(host, classicFile('web-01__srv', runAgo(now, 2 * HOUR, 0)));
}

/** What happens once Prometheus has seen the fleet. */
async function later({ files01, down01 }: Record<Name, BackupHost>): Promise<void> {
  const crlf = `${METRICS}/duplicati_files01__srv_crlf.prom`;
  files01.write(crlf, files01.read(crlf).replaceAll('\n', '\r\n'));
  rmSync(files01.file(`${METRICS}/duplicati_files01__srv_gone.prom`));
  await down01.run(['sh', '-c', 'kill $(cat /run/exporter.pid)']);
}

function put(host: BackupHost, { name, text, writtenAt }: LabFile, folder = METRICS): void {
  host.write(`${folder}/${name}`, text);
  utimesSync(host.file(`${folder}/${name}`), writtenAt / 1000, writtenAt / 1000);
}

async function untilDelivered(prometheus: Prometheus, alertmanager: Service): Promise<void> {
  const count = async (url: string, of: (answer: never) => number): Promise<number> =>
    of((await (await fetch(url)).json()) as never);
  await eventually(
    async () => {
      const raised = await count(
        `${prometheus.url}/api/v1/alerts`,
        (answer: { data: { alerts: unknown[] } }) => answer.data.alerts.length,
      );
      return (
        raised > 0 &&
        raised === (await count(`${alertmanager.url}/api/v2/alerts`, (answer: unknown[]) => answer.length))
      );
    },
    { what: 'the alerts to be delivered', deadlineMs: 60_000 },
  );
}
