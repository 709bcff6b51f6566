import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../../src/demo/start-demo.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { nodeHttpServers } from '../../../src/platform/http-server-node.ts';

describe('a simulated exporter', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo({ jobs: 200, hosts: 70, seed: 1 }, { clock: systemClock, httpServers: nodeHttpServers });
  });

  afterAll(() => demo.stop());

  function urlOf(host: string): string {
    return demo.exporters.find((each) => each.host === host)?.url ?? '';
  }

  it('serves the series of the collectors that are asked for, and its own', async () => {
    const whole = await fetch(urlOf('db01')).then((response) => response.text());
    const part = await fetch(`${urlOf('db01')}?collect[]=textfile&collect[]=uname`).then((response) => response.text());
    expect(whole).toContain('\nnode_load1 ');
    expect(part).not.toContain('\nnode_load1 ');
    for (const page of [whole, part]) {
      expect(page).toMatch(/^duplicati_db01__etc_last_exitcode 1$/m);
      expect(page).toMatch(/^duplicati_job_running\{host="db01",path="\/srv\/dumps"\} 1$/m);
      expect(page).toMatch(/^node_uname_info\{.*nodename="db01"/m);
      expect(page).toMatch(/^promhttp_metric_handler_errors_total\{cause="gathering"\} 0$/m);
    }
  });

  it('refuses a collector that it does not have, as node_exporter does', async () => {
    const response = await fetch(`${urlOf('db01')}?collect[]=textfile&collect[]=nope`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('missing collector: nope');
  });

  it('names both files of a hidden series, and leaves a rejected file out', async () => {
    const app = await fetch(urlOf('app01')).then((response) => response.text());
    expect(app).toMatch(/Metric read from \S+srv_shop-copy\.prom, \S+srv_shop\.prom/);
    expect(app).toMatch(/^promhttp_metric_handler_errors_total\{cause="gathering"\} [1-9]/m);
    const web = await fetch(urlOf('web01')).then((response) => response.text());
    expect(web).toMatch(/^node_textfile_scrape_error 1$/m);
    expect(web).not.toContain('my-data');
  });

  it('does not listen while it is down', async () => {
    await expect(fetch(urlOf('nas01'))).rejects.toThrow();
  });

  it('compresses for whoever asks for that', async () => {
    const { encoding, page } = await new Promise<{ encoding: unknown; page: string }>((resolve, reject) => {
      request(urlOf('db01'), { headers: { 'accept-encoding': 'gzip' } }, (response) => {
        const encoding = response.headers['content-encoding'];
        text(response.pipe(createGunzip())).then((page) => resolve({ encoding, page }), reject);
      })
        .on('error', reject)
        .end();
    });
    expect(encoding).toBe('gzip');
    expect(page).toContain('node_uname_info');
  });

  it('shares a port with others where there are very many, under a path of its own', async () => {
    const shared = demo.exporters.filter(({ url }) => new URL(url).pathname !== '/metrics');
    expect(shared.length).toBeGreaterThan(0);
    expect(new Set(shared.map(({ url }) => new URL(url).port)).size).toBe(1);
    for (const { host, url } of shared) {
      expect(await fetch(url).then((response) => response.text())).toContain(`nodename="${host}"`);
    }
    const [{ url = '' } = {}] = shared;
    expect((await fetch(new URL('/nobody/metrics', url))).status).toBe(404);
  });
});
