import { afterEach, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../src/demo/start-demo.ts';
import type { CauseCode } from '../../src/domain/cause.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { STATUSES } from '../../src/domain/status.ts';
import { nodeHttpServers } from '../../src/platform/http-server-node.ts';
import { eventually } from '../support/eventually.ts';
import { askFleet } from './support/ask-fleet.ts';
import { HandClock } from './support/hand-clock.ts';

let demo: Demo | null = null;

afterEach(async () => {
  await demo?.stop();
  demo = null;
});

async function begin(jobs: number, hosts: number) {
  const clock = new HandClock(Date.now());
  demo = await startDemo({ jobs, hosts, seed: 1 }, { clock, httpServers: nodeHttpServers });
  const { prometheusUrl } = demo;
  return { clock, look: () => askFleet(prometheusUrl, clock) };
}

function statusOf({ jobs }: Snapshot, id: string): string | undefined {
  return jobs.find((job) => job.id === id)?.status;
}

describe('the story of the demo', () => {
  it.each([
    [8, 10],
    [24, 10],
  ])('begins with every status among %i jobs', async (jobs, hosts) => {
    const { look } = await begin(jobs, hosts);
    const { summary, sources } = await look();
    expect(summary.total).toBe(jobs);
    expect(STATUSES.filter((status) => summary[status] === 0)).toEqual([]);
    expect(sources.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('has most causes, each on the job that it is meant for', async () => {
    const { look } = await begin(29, 13);
    const { jobs, hosts } = await look();
    const causes = Object.fromEntries(jobs.map(({ id, cause }) => [id, cause?.code ?? null]));
    expect(causes).toMatchObject({
      'db01:/var/lib/postgresql': 'exit-failed',
      'db01:/srv/dumps': null,
      'web01:/srv/my-data': 'textfile-rejected',
      'mail01:/var/vmail': 'late',
      'files01:/srv/media': 'slow',
      'web01:/var/www': 'exit-warnings',
      'iot01:/srv/sensors': 'clock-skew',
      'mail01:/var/spool/orders': null,
      'files01:/srv/archive': 'exit-errors',
      'influx01:/var/lib/influxdb/': 'rule-mismatch',
      'nas01:/volume1/photos': 'exporter-down',
      'influx01:/var/lib/grafana': 'never-ran',
      'app01:/opt/app': 'exit-killed',
      'app01:/srv/uploads': 'exit-not-found',
      'app01:/srv/shop': 'textfile-shadowed',
      'branch01:/srv/pos': 'host-unreachable',
      'files01:/srv/projects': 'exit-partial',
      'influx01:/etc/telegraf': 'rule-missing',
      'mail01:/srv/lists': 'textfile-missing',
      'proxy01:/etc/haproxy': 'scrape-failing',
      'web01:/srv/tls': 'exit-bad-arguments',
    } satisfies Record<string, CauseCode | null>);
    expect(jobs.filter(({ host }) => host === 'shop01').map(({ cause }) => cause?.code)).toEqual([
      'name-collision',
      'name-collision',
    ]);
    expect(hosts.find(({ host }) => host === 'web-02')?.cause?.code).toBe('textfile-rejected');
  });

  it('goes on while one looks: jobs run, fail and recover, an exporter comes back', async () => {
    const { clock, look } = await begin(24, 10);
    const down = await look();
    expect(statusOf(down, 'nas01:/volume1/photos')).toBe('unknown');
    clock.pass(30_000);
    expect(statusOf(await look(), 'mail01:/var/spool/orders')).toBe('running');
    clock.pass(25_000);
    const failing = await look();
    expect(statusOf(failing, 'mail01:/var/spool/orders')).toBe('failed');
    const again = failing.jobs.find(({ id }) => id === 'db01:/var/lib/postgresql');
    expect([again?.status, again?.runningSince !== null]).toEqual(['failed', true]);
    expect(statusOf(failing, 'db01:/srv/dumps')).toBe('ok');
    clock.pass(30_000);
    await eventually(async () => statusOf(await look(), 'nas01:/volume1/photos') === 'ok', { what: 'nas01 to be up' });
    expect(statusOf(await look(), 'db01:/var/lib/postgresql')).toBe('ok');
    expect(statusOf(await look(), 'files01:/home')).toBe('ok');
    clock.pass(15_000);
    expect(statusOf(await look(), 'files01:/home')).toBe('failed');
    clock.pass(70_000);
    expect(statusOf(await look(), 'mail01:/var/spool/orders')).toBe('ok');
  });

  it('has alerts that are pending at first and then fire', async () => {
    const { clock, look } = await begin(24, 10);
    const stateOf = ({ jobs }: Snapshot) =>
      jobs.find(({ id }) => id === 'files01:/home')?.alerts.map(({ name, state }) => [name, state]);
    clock.pass(100_000);
    expect(stateOf(await look())).toEqual([['MONITORED DUPLICATI JOB files01__home HAD FAILURE', 'pending']]);
    clock.pass(60_000);
    expect(stateOf(await look())).toEqual([['MONITORED DUPLICATI JOB files01__home HAD FAILURE', 'firing']]);
  });
});
