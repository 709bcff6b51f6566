import { rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job } from '../../src/domain/job.ts';
import { type Collected, collect } from '../../src/fleet/collect.ts';
import type { Gathering } from '../../src/fleet/gathering.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createHttp } from '../../src/platform/http-got.ts';
import { fieldRules } from '../lab/field-rules.ts';
import { freePort } from '../lab/free-port.ts';
import { type NodeExporter, type NodeExporterOptions, startNodeExporter } from '../lab/node-exporter.ts';
import { startPrometheus } from '../lab/prometheus.ts';
import { classicFile, classicMetricOf, putFile } from '../lab/textfile.ts';
import { prometheusAt } from '../sources/prometheus/support/clients.ts';
import { describeWith } from '../support/describe-with.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { fleetOf } from './support/fake-world.ts';

const HOUR = 3_600_000;
const NOW = Date.now();
const HOST = hostname();
const http = createHttp({ userAgent: 'duptop/test' });
const runAt = (startedAt: number) => ({ startedAt, seconds: 60, exitCode: 0 });
const metricOf = (path: string) => classicMetricOf(HOST, path);

const open: (() => unknown)[] = [];
afterAll(async () => {
  await Promise.all(open.map((close) => close()));
});

function folder(): string {
  const made: TempFolder = tempFolder('causes');
  open.push(made.remove);
  return made.path;
}

async function exporter(textfileDirectory: string): Promise<NodeExporter> {
  const started = await startNodeExporter({ textfileDirectory, collectors: ['textfile', 'uname'] });
  open.push(started.stop);
  return started;
}

/** Another one at the same address. */
async function restarted({ address, port }: NodeExporter, options: NodeExporterOptions): Promise<void> {
  open.push((await startNodeExporter({ ...options, address, port })).stop);
}

/** Good runs of these paths, as the wrapper leaves them. */
function withRuns(...paths: readonly string[]): string {
  const path = folder();
  for (const each of paths) putFile(path, classicFile(metricOf(each), runAt(NOW - 2 * HOUR)));
  return path;
}

/** A file whose own run is two hours old, written an hour ago for whatever reason, and the copy of it that an older run left. */
function putCollision(path: string, job: string): string {
  const metric = metricOf(job);
  putFile(path, { ...classicFile(metric, runAt(NOW - 2 * HOUR)), writtenAt: NOW - HOUR });
  const copy = `duplicati_${metric}-copy.prom`;
  putFile(path, { ...classicFile(metric, runAt(NOW - 20 * HOUR)), name: copy });
  return join(path, copy);
}

async function scrapeTwice({ metricsUrl }: NodeExporter): Promise<void> {
  for (let scrape = 0; scrape < 2; scrape++) await (await fetch(metricsUrl)).text();
}

const asked = (url: string, previous: Gathering | null = null): Promise<Collected> =>
  collect(fleetOf(http, { prometheus: [], exporters: [url] }), { http, clock: systemClock }, { previous });

function jobAt({ snapshot }: Collected, path: string): Job {
  const found = snapshot.jobs.find((job) => job.path === path);
  if (found === undefined) throw new Error(`no ${path} among ${snapshot.jobs.map(({ id }) => id).join(', ')}`);
  return found;
}

const codesOf = ({ cause, otherCauses }: Job) => [cause, ...otherCauses].flatMap((each) => each?.code ?? []);

describeWith(['prometheus-node-exporter'], 'a real exporter that is asked directly', () => {
  it('that loses no series any more hides nothing: a second look is sure of it, one alone leaves it open', async () => {
    const path = folder();
    const copy = putCollision(path, '/srv/touched');
    writeFileSync(join(path, `duplicati_${metricOf('/srv/empty')}.prom`), '');
    const real = await exporter(path);
    await scrapeTwice(real);
    rmSync(copy);
    // The scrape that was first without the copy still counts those before.
    const first = await asked(real.url);
    expect(codesOf(jobAt(first, '/srv/touched'))).not.toContain('textfile-shadowed');
    const unsure = jobAt(first, '/srv/empty').cause;
    expect([unsure?.code, unsure?.evidence.join('\n')]).toEqual([
      'textfile-missing',
      expect.stringContaining('perhaps long ago'),
    ]);
    const second = await asked(real.url, first.gathering);
    expect(codesOf(jobAt(second, '/srv/touched'))).not.toContain('textfile-shadowed');
    const sure = jobAt(second, '/srv/empty').cause;
    expect(sure?.code).toBe('textfile-missing');
    expect(JSON.stringify(sure)).not.toMatch(/gathering|hide|copy/);
  });

  it('hides files as long as its count grows from one look to the next', async () => {
    const path = folder();
    for (const help of ['one', 'two']) {
      writeFileSync(join(path, `${help}.prom`), `# HELP other ${help}\n# TYPE other gauge\nother{n="${help}"} 1\n`);
    }
    writeFileSync(join(path, `duplicati_${metricOf('/srv/empty')}.prom`), '');
    const real = await exporter(path);
    const first = await asked(real.url);
    expect(codesOf(jobAt(first, '/srv/empty'))).not.toContain('textfile-shadowed');
    const second = await asked(real.url, first.gathering);
    expect(codesOf(jobAt(second, '/srv/empty'))).toContain('textfile-shadowed');
  });
});

describeWith(['prometheus-node-exporter', 'prometheus', 'promtool'], 'exporters that a real Prometheus scrapes', () => {
  let seen: Collected;
  const instances: Record<'cured' | 'colliding' | 'off' | 'folderless', string> = {} as never;

  beforeAll(async () => {
    const curedFolder = withRuns('/srv/empty');
    const copy = putCollision(curedFolder, '/srv/cured');
    const cured = await exporter(curedFolder);
    await scrapeTwice(cured);
    rmSync(copy);
    await scrapeTwice(cured);
    const collidingFolder = folder();
    putCollision(collidingFolder, '/srv/colliding');
    const colliding = await exporter(collidingFolder);
    const [off, folderless] = await Promise.all(
      ['/srv/off', '/srv/folderless'].map((path) => startNodeExporter({ textfileDirectory: withRuns(path) })),
    );
    if (off === undefined || folderless === undefined) throw new Error('not started');
    Object.assign(instances, {
      cured: cured.instance,
      colliding: colliding.instance,
      off: off.instance,
      folderless: folderless.instance,
    });
    const prometheus = await startPrometheus({
      scrapeConfigs: Object.entries(instances).map(([job_name, target]) => ({
        job_name,
        static_configs: [{ targets: [target] }],
      })),
    });
    open.push(prometheus.stop);
    await prometheus.settled();
    const fleet = { ...fleetOf(http, { direct: false, history: true }), prometheus: [prometheusAt(prometheus.url)] };
    const before = await collect(fleet, { http, clock: systemClock });
    writeFileSync(join(curedFolder, `duplicati_${metricOf('/srv/empty')}.prom`), '');
    await Promise.all([off.stop(), folderless.stop()]);
    await Promise.all([
      restarted(off, { textfileDirectory: folder(), flags: ['--no-collector.textfile'] }),
      restarted(folderless, { textfileDirectory: '/nonexistent/textfiles' }),
    ]);
    await prometheus.settled();
    seen = await collect(fleet, { http, clock: systemClock }, { previous: before.gathering });
  });

  it('are asked without a warning', () => {
    expect(seen.snapshot.sources.flatMap(({ error, warnings }) => [error, ...warnings])).toEqual([null]);
  });

  it('hide nothing once the copy is gone, though the count since their start is not 0', () => {
    expect(jobAt(seen, '/srv/cured')).toMatchObject({ status: 'ok', cause: null });
    expect(codesOf(jobAt(seen, '/srv/empty'))).toEqual(['textfile-missing']);
    expect(JSON.stringify(jobAt(seen, '/srv/empty').cause)).not.toMatch(/gathering|hide|copy/);
  });

  it('hide a newer run as long as the copy is there', () => {
    const { status, cause } = jobAt(seen, '/srv/colliding');
    expect([status, cause?.code]).toEqual(['unknown', 'textfile-shadowed']);
    expect(cause?.evidence.join('\n')).toMatch(/has grown by \d+ within minutes/);
  });

  it('show no job with the textfile collector off', () => {
    const { status, cause } = jobAt(seen, '/srv/off');
    expect([status, cause?.code]).toEqual(['missing', 'textfile-missing']);
    expect(cause?.message).toContain(`the textfile collector of node_exporter on ${HOST} is off`);
    expect(cause?.evidence[0]).toContain('no node_textfile_scrape_error');
  });

  it('read no file at all without their folder', () => {
    const { status, cause } = jobAt(seen, '/srv/folderless');
    expect([status, cause?.code]).toEqual(['missing', 'textfile-rejected']);
    expect(cause?.message).toContain('read no textfile at all: its folder is missing');
  });
});

describeWith(['prometheus', 'promtool'], 'a host that a real Prometheus has never reached', () => {
  it('has the name of its address, not that of a job for exporters of any host', async () => {
    const prometheus = await startPrometheus({
      scrapeConfigs: [
        { job_name: 'node-exporter', static_configs: [{ targets: ['db9.invalid:9100'] }] },
        { job_name: 'db8', static_configs: [{ targets: [`127.0.9.8:${await freePort()}`] }] },
      ],
      rules: [fieldRules(['db8__srv'])],
    });
    open.push(prometheus.stop);
    await prometheus.settled();
    const fleet = { ...fleetOf(http, { direct: false }), prometheus: [prometheusAt(prometheus.url)] };
    const { hosts } = (await collect(fleet, { http, clock: systemClock })).snapshot;
    expect(hosts.map(({ host }) => host)).toEqual(['db8', 'db9.invalid']);
    expect(hosts[1]?.cause?.next).toContain('ping db9.invalid and ssh db9.invalid');
  });
});
