import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asMetric } from '../../../src/domain/metric.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import type { Prometheus as Client } from '../../../src/sources/prometheus/client.ts';
import { readLastKnown, readLastKnownMetrics } from '../../../src/sources/prometheus/history/last-known.ts';
import { type PrometheusReading, readPrometheus } from '../../../src/sources/prometheus/read.ts';
import { freePort } from '../../lab/free-port.ts';
import { type NodeExporter, startNodeExporter } from '../../lab/node-exporter.ts';
import { type Prometheus, startPrometheus } from '../../lab/prometheus.ts';
import { startVictoriaMetrics, type VictoriaMetrics } from '../../lab/victoria-metrics.ts';
import { describeWith } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { prometheusAt } from './support/clients.ts';
import { writeRun } from './support/textfiles.ts';

const START = Math.floor(Date.now() / 1000) - 3600;
const COLLECTORS = ['textfile', 'uname'];
const LABELLED = `# TYPE duplicati_job_last_exit_code gauge
duplicati_job_last_exit_code{host="web01",path="/srv/a \\"b\\"\\\\\\n"} 2
`;

/** The two rules that the field has for each monitored job. */
const rulesOf = (metric: string) => [
  {
    alert: `MONITORED DUPLICATI JOB ${metric} DIDNT START IN 24hrs`,
    expr: `time()-duplicati_${metric}_last_run_start>86400 or absent(duplicati_${metric}_last_run_start)`,
    for: '1m',
    labels: { severity: 'error' },
    annotations: { description: 'todo: add last exec time here' },
  },
  {
    alert: `MONITORED DUPLICATI JOB ${metric} HAD FAILURE`,
    expr: `duplicati_${metric}_last_exitcode>9`,
    labels: { severity: 'error' },
    annotations: { summary: 'exit {{ $value }}' },
  },
];

const folders: TempFolder[] = [];
const textfiles = (name: string): string => {
  const folder = tempFolder(name);
  folders.push(folder);
  return folder.path;
};
const read = (client: Client) => readPrometheus(client, { clock: systemClock });
const instanceIn = (reading: PrometheusReading, instance: string) =>
  reading.instances.find((each) => each.instance === instance);

describeWith(['prometheus', 'promtool', 'prometheus-node-exporter', 'victoria-metrics'], 'a real fleet', () => {
  const [web, db] = [textfiles('web'), textfiles('db')];
  let [webExporter, dbExporter]: [NodeExporter, NodeExporter] = [] as never;
  let prometheus: Prometheus;
  let federating: Prometheus;
  let victoria: VictoriaMetrics;
  let deadInstance = '';

  beforeAll(async () => {
    writeRun(web, 'web01__srv', [START, 812, 0]);
    writeRun(web, 'web01__var', [START - 90_000, 5, 100]);
    writeRun(web, 'web01__gone', [START, 7, 2]);
    writeFileSync(join(web, 'labelled.prom'), LABELLED);
    writeRun(db, 'db01__data_', [START, 42, 1]);
    writeRun(db, 'db01__my-data', [START, 1, 0]);
    [webExporter, dbExporter] = await Promise.all([
      startNodeExporter({ textfileDirectory: web, collectors: COLLECTORS }),
      startNodeExporter({ textfileDirectory: db, collectors: COLLECTORS }),
    ]);
    deadInstance = `127.0.0.1:${await freePort()}`;
    const scrapeConfigs = [
      { job_name: 'web01', static_configs: [{ targets: [webExporter.instance] }] },
      { job_name: 'db01', static_configs: [{ targets: [dbExporter.instance] }] },
      { job_name: 'dead01', static_configs: [{ targets: [deadInstance] }] },
    ];
    const monitored = ['web01__srv', 'web01__var', 'db01__my-data', 'db01__data'];
    [prometheus, victoria] = await Promise.all([
      startPrometheus({ scrapeConfigs, rules: [{ name: 'Amaterasu', rules: monitored.flatMap(rulesOf) }] }),
      startVictoriaMetrics({ scrapeConfigs }),
    ]);
    await prometheus.settled();
    federating = await startPrometheus({
      scrapeConfigs: [
        {
          job_name: 'federate',
          metrics_path: '/federate',
          params: { 'match[]': ['{__name__=~"duplicati_.+|node_.+|up"}'] },
          static_configs: [{ targets: [prometheus.url.replace('http://', '')] }],
        },
      ],
    });
    await federating.settled();
  });

  afterAll(async () => {
    await Promise.all([prometheus, federating, victoria, webExporter, dbExporter].map((each) => each?.stop()));
    for (const folder of folders) folder.remove();
  });

  it('is read from Prometheus: jobs, files, targets and rules', async () => {
    const reading = await read(prometheusAt(prometheus.url));
    expect(reading).toMatchObject({ error: null, warnings: [] });
    const [webReading, dbReading] = [
      instanceIn(reading, webExporter.instance),
      instanceIn(reading, dbExporter.instance),
    ];
    expect(webReading).toMatchObject({
      scrapeJob: 'web01',
      nodename: webExporter.nodename,
      textfileError: false,
      problems: [],
    });
    expect(new Map(webReading?.runs)).toEqual(
      new Map([
        ['web01__gone', { startedAt: START * 1000, durationSeconds: 7, exitCode: 2 }],
        ['web01__srv', { startedAt: START * 1000, durationSeconds: 812, exitCode: 0 }],
        ['web01__var', { startedAt: (START - 90_000) * 1000, durationSeconds: 5, exitCode: 100 }],
      ]),
    );
    expect(webReading?.labelled).toMatchObject([{ host: 'web01', path: '/srv/a "b"\\\n', exitCode: 2 }]);
    expect(dbReading?.textfileError).toBe(true);
    expect(dbReading?.textFiles.map(({ file }) => file)).toEqual([join(db, 'duplicati_db01__data_.prom')]);
    expect(reading.targets?.map(({ scrapeJob, health }) => `${scrapeJob} ${health}`).sort()).toEqual([
      'db01 up',
      'dead01 down',
      'web01 up',
    ]);
    expect(reading.targets?.find(({ instance }) => instance === deadInstance)?.lastError).toContain('refused');
    const target = reading.targets?.find(({ instance }) => instance === webExporter.instance);
    expect(target).toMatchObject({ scrapeUrl: webExporter.metricsUrl, scrapeIntervalSeconds: 1 });
    expect(webReading?.at).toBeLessThanOrEqual(target?.lastScrapeAt ?? 0);
  });

  it('tells from the loaded rules which jobs ought to exist, a name with "-" included', async () => {
    const { rules } = await read(prometheusAt(prometheus.url));
    expect(rules?.filter(({ absentMetrics }) => absentMetrics.length > 0)).toMatchObject([
      {
        group: 'Amaterasu',
        absentMetrics: ['web01__srv'],
        maxAgeSeconds: 86_400,
        metrics: ['web01__srv'],
        health: 'ok',
      },
      {
        absentMetrics: ['web01__var'],
        alerts: [{ state: 'pending', severity: 'error', instance: webExporter.instance }],
      },
      { absentMetrics: ['db01__my-data'], alerts: [{ state: 'pending', instance: null }] },
      { absentMetrics: ['db01__data'], alerts: [{ summary: 'todo: add last exec time here' }] },
    ]);
    const failing = rules?.find(({ name }) => name === 'MONITORED DUPLICATI JOB web01__var HAD FAILURE');
    expect(failing?.alerts).toMatchObject([{ state: 'firing', summary: 'exit 100' }]);
  });

  it('is read from VictoriaMetrics as from Prometheus', async () => {
    const client = prometheusAt(victoria.prometheusUrl);
    const reading = await eventually(
      async () => {
        const now = await read(client);
        return now.instances.length === 2 && now.targets?.length === 3 && now;
      },
      { what: 'VictoriaMetrics to show both exporters' },
    );
    expect(reading).toMatchObject({ error: null, warnings: [], rules: [] });
    const fromPrometheus = await read(prometheusAt(prometheus.url));
    for (const { instance } of [webExporter, dbExporter]) {
      const { at: _, source: _source, textFiles, ...seen } = instanceIn(reading, instance) ?? ({} as never);
      expect(instanceIn(fromPrometheus, instance)).toMatchObject(seen);
      expect(textFiles?.length).toBeGreaterThan(0);
    }
    expect(reading.targets?.find(({ instance }) => instance === deadInstance)).toMatchObject({
      health: 'down',
      scrapeIntervalSeconds: 1,
    });
  });

  it('tells that its configuration was refused, until it is taken again', async () => {
    const prometheus = await startPrometheus({ targets: [] });
    try {
      const file = join(prometheus.folder, 'prometheus.yml');
      const good = readFileSync(file);
      writeFileSync(file, 'no_such_setting: 1\n');
      expect((await fetch(`${prometheus.url}/-/reload`, { method: 'POST' })).ok).toBe(false);
      expect((await read(prometheusAt(prometheus.url))).warnings).toEqual([
        expect.stringMatching(/refused when it was read last: it goes on with that of \d{4}-/),
      ]);
      writeFileSync(file, good);
      await prometheus.reload();
      expect((await read(prometheusAt(prometheus.url))).warnings).toEqual([]);
    } finally {
      await prometheus.stop();
    }
  });

  it('is read through a Prometheus that federates, by the instances that it comes from', async () => {
    const reading = await read(prometheusAt(federating.url));
    expect(instanceIn(reading, webExporter.instance)).toMatchObject({
      scrapeJob: 'web01',
      nodename: webExporter.nodename,
    });
    expect(instanceIn(reading, webExporter.instance)?.runs.size).toBe(3);
    expect(reading.up.get(webExporter.instance)).toBe(true);
    expect(reading.up.get(deadInstance)).toBe(false);
  });

  describe('when an exporter goes down and a job goes away', () => {
    let wentAway = 0;
    beforeAll(async () => {
      await dbExporter.halt();
      rmSync(join(web, 'duplicati_web01__gone.prom'));
      wentAway = Date.now();
      await prometheus.settled();
      await eventually(
        async () =>
          !(await read(prometheusAt(victoria.prometheusUrl))).instances.some(
            (each) => each.instance === dbExporter.instance,
          ),
        { what: 'VictoriaMetrics to see that the exporter is down', deadlineMs: 60_000 },
      );
    });

    const servers = [
      ['Prometheus', () => prometheusAt(prometheus.url)],
      ['VictoriaMetrics', () => prometheusAt(victoria.prometheusUrl)],
      ['a federating Prometheus', () => prometheusAt(federating.url)],
    ] as const;

    it.each(servers)('the last values of the silent instance are known from %s', async (_, client) => {
      const { instances, warnings } = await eventually(
        async () => {
          const known = await readLastKnown(client(), {
            instances: [dbExporter.instance, deadInstance],
            now: Date.now(),
          });
          return known.instances.length > 0 && known;
        },
        { what: 'last known values' },
      );
      expect(warnings).toEqual([]);
      expect(instances).toMatchObject([
        {
          instance: dbExporter.instance,
          scrapeJob: 'db01',
          stale: true,
          nodename: dbExporter.nodename,
          textfileError: true,
        },
      ]);
      expect([...(instances[0]?.runs ?? [])]).toEqual([
        ['db01__data_', { startedAt: START * 1000, durationSeconds: 42, exitCode: 1 }],
      ]);
      // One step of 15 s before, and for federation one scrape after.
      expect(instances[0]?.at).toBeGreaterThan(wentAway - 20_000);
      expect(instances[0]?.at).toBeLessThan(wentAway + 5000);
    });

    it.each(servers)('the last values of the job are known from %s', async (_, client) => {
      const metrics = [asMetric('web01__gone'), asMetric('never__there')];
      const { instances, warnings } = await eventually(
        async () => {
          const known = await readLastKnownMetrics(client(), { metrics, now: Date.now() });
          return known.instances.length > 0 && known;
        },
        { what: 'last known values' },
      );
      expect(warnings).toEqual([]);
      expect(instances).toMatchObject([{ instance: webExporter.instance, scrapeJob: 'web01', stale: true }]);
      expect([...(instances[0]?.runs ?? [])]).toEqual([
        ['web01__gone', { startedAt: START * 1000, durationSeconds: 7, exitCode: 2 }],
      ]);
      expect(instances[0]?.at).toBeGreaterThan(wentAway - 20_000);
      // Federated series end without a stale marker: they look present for 5 minutes more.
      expect(instances[0]?.at).toBeLessThan(wentAway + 300_000);
    });
  });
});
