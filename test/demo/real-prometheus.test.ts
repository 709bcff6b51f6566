import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../src/demo/start-demo.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { nodeHttpServers } from '../../src/platform/http-server-node.ts';
import { FLEET_QUERY, UP_QUERY } from '../../src/sources/prometheus/selectors.ts';
import { askPrometheus, type Prometheus, queryVector, type RuleGroup, startPrometheus } from '../lab/prometheus.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { askFleet } from './support/ask-fleet.ts';

interface ListedRules {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly {
      readonly name: string;
      readonly query: string;
      readonly state: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
}

const HOSTS = 13;

describeWith(['prometheus', 'promtool'], 'a real Prometheus that scrapes the simulated exporters', () => {
  let demo: Demo;
  let real: Prometheus;

  beforeAll(async () => {
    demo = await startDemo({ jobs: 40, hosts: HOSTS, seed: 1 }, { clock: systemClock, httpServers: nodeHttpServers });
    const { groups } = await askPrometheus<ListedRules>(demo.prometheusUrl, 'rules');
    real = await startPrometheus({
      scrapeConfigs: demo.exporters.map(({ host, url }) => ({
        job_name: host,
        static_configs: [{ targets: [new URL(url).host] }],
      })),
      rules: groups.map(
        ({ name, rules }): RuleGroup => ({
          name,
          rules: rules.map(({ name: alert, query: expr, labels, annotations }) => ({
            alert,
            expr,
            for: '60s',
            labels,
            annotations,
          })),
        }),
      ),
    });
    await real.settled();
  });

  afterAll(async () => {
    await real?.stop();
    await demo?.stop();
  });

  it('has taken its configuration, as the simulated one has', async () => {
    const reload = (url: string) => askPrometheus(url, 'status/runtimeinfo');
    const expected = { reloadConfigSuccess: true, lastConfigTime: expect.stringMatching(/^\d{4}-.*Z$/) };
    expect(await reload(real.url)).toMatchObject(expected);
    expect(await reload(demo.prometheusUrl)).toEqual(expected);
  });

  it('sees each target as the simulated Prometheus does, with the same words where it is down', async () => {
    const stateOf = async (url: string) => {
      const { activeTargets } = await askPrometheus<{
        activeTargets: { scrapePool: string; scrapeUrl: string; health: string; lastError: string }[];
      }>(url, 'targets', { state: 'active' });
      return new Map(
        activeTargets.map(({ scrapePool, scrapeUrl, health, lastError }) => [
          scrapePool,
          `${scrapeUrl} ${health} ${lastError}`,
        ]),
      );
    };
    await same(
      () => stateOf(demo.prometheusUrl),
      () => stateOf(real.url),
      'the same targets',
    );
    const states = [...(await stateOf(real.url)).values()];
    expect(states).toHaveLength(HOSTS);
    expect(states.filter((state) => state.includes(' up ')).length).toBeGreaterThanOrEqual(HOSTS - 3);
  });

  it('has the same series with the same values', async () => {
    const samplesOf = async (url: string) => {
      const found = await queryVector(url, FLEET_QUERY);
      // How often scrapes lost something depends on how often one scrapes.
      const lasting = found.filter(({ metric }) => !metric.__name__?.startsWith('promhttp_'));
      return new Map(lasting.map(({ metric, value }) => [JSON.stringify(Object.entries(metric).sort()), value[1]]));
    };
    await same(
      () => samplesOf(demo.prometheusUrl),
      () => samplesOf(real.url),
      'the same series',
    );
    const upOf = async (url: string) => {
      const found = await queryVector(url, UP_QUERY);
      return new Map(found.map(({ metric, value }) => [`${metric.__name__} ${metric.job}`, value[1]]));
    };
    await same(
      () => upOf(demo.prometheusUrl),
      () => upOf(real.url),
      'the same health',
    );
  });

  it('has had the same names', async () => {
    const namesOf = async (url: string) => {
      const names = await askPrometheus<string[]>(url, 'label/__name__/values', {
        'match[]': '{__name__=~"duplicati_.+_last_run_start"}',
      });
      return new Map(names.map((name) => [name, '']));
    };
    const real30 = await namesOf(real.url);
    const ours = await namesOf(demo.prometheusUrl);
    // Ours remembers those that are down by now.
    expect([...real30.keys()].filter((name) => !ours.has(name))).toEqual([]);
    expect(real30.size).toBeGreaterThan(20);
  });

  it('gives the same values over a range of time', async () => {
    const valuesOf = async (url: string) => {
      const end = Math.floor(Date.now() / 1000);
      const { result } = await askPrometheus<{
        result: { metric: Record<string, string>; values: [number, string][] }[];
      }>(url, 'query_range', {
        query: 'duplicati_web01__etc_last_run_start or duplicati_job_running{path="/srv/dumps"}',
        start: String(end - 2),
        end: String(end),
        step: '1',
      });
      return new Map(
        result.map(({ metric, values }) => [
          JSON.stringify(Object.entries(metric).sort()),
          values.map(([, value]) => value).join(),
        ]),
      );
    };
    await same(
      () => valuesOf(demo.prometheusUrl),
      () => valuesOf(real.url),
      'the same values',
    );
  });

  it('prints the same rules, and holds the same for true', async () => {
    const rulesOf = async (url: string) => {
      const { groups } = await askPrometheus<ListedRules>(url, 'rules', { type: 'alert' });
      const rules = groups.flatMap((group) => group.rules);
      return new Map(rules.map(({ name, query, state }) => [name, `${query} ${state === 'inactive' ? 'no' : 'yes'}`]));
    };
    await same(
      () => rulesOf(demo.prometheusUrl),
      () => rulesOf(real.url),
      'the same rules',
    );
  });

  it('leads duptop to the same status and cause for every job', async () => {
    const judged = async (url: string) => {
      const { jobs } = await askFleet(url, systemClock, { history: false });
      return new Map(jobs.map(({ id, status, cause }) => [id, `${status} ${cause?.code ?? ''}`]));
    };
    await same(
      () => judged(demo.prometheusUrl),
      () => judged(real.url),
      'the same judgement',
    );
  });

  it('refuses with the same status and kind of error what nobody can answer', async () => {
    const requests = [
      'query?query=up%7B',
      'query?query=foo(1)',
      'query',
      'query?query=up&time=yesterday',
      'query_range?query=up&start=1&end=2&step=0',
      'query_range?query=up&start=x&end=2&step=1',
      'query_range?query=up&start=3&end=2&step=1',
      'query_range?query=up&start=1&end=200000&step=1',
      'nothing',
    ];
    for (const path of requests) {
      const [ours, theirs] = await Promise.all(
        [demo.prometheusUrl, real.url].map(async (url) => {
          const response = await fetch(`${url}/api/v1/${path}`);
          const text = await response.text();
          return [response.status, text.startsWith('{') ? (JSON.parse(text) as { errorType: string }).errorType : text];
        }),
      );
      expect(ours, path).toEqual(theirs);
    }
    const [ours, theirs] = await Promise.all(
      [demo.prometheusUrl, real.url].map((url) => fetch(`${url}/api/v1/query?query=up`, { method: 'PUT' })),
    );
    expect(ours?.status).toBe(theirs?.status);
  });

  it('has pages that promtool has no complaint about but the names that the field has', async () => {
    for (const { host, url } of demo.exporters) {
      const page = await fetch(url)
        .then((response) => (response.ok ? response.text() : null))
        .catch(() => null);
      if (page === null) continue;
      const checked = spawnSync('promtool', ['check', 'metrics'], { input: page, encoding: 'utf8' });
      const complaints = checked.stderr.split('\n').filter((line) => line !== '' && !/^duplicati_(?!job_)/.test(line));
      // The real node_exporter's own names are complained about too.
      expect(
        complaints.filter((line) => !line.startsWith('node_')),
        host,
      ).toEqual([]);
      expect(checked.stderr, host).not.toContain('error while linting');
    }
  });
});

/** A run may begin or end between two looks, and a real Prometheus looks at other moments: so again until both say the same. */
async function same(
  one: () => Promise<ReadonlyMap<string, string>>,
  other: () => Promise<ReadonlyMap<string, string>>,
  what: string,
): Promise<void> {
  await eventually(
    async () => {
      const [ours, theirs] = await Promise.all([one(), other()]);
      expect(ours.size).toBeGreaterThan(0);
      expect(Object.fromEntries([...ours].sort())).toEqual(Object.fromEntries([...theirs].sort()));
      return true;
    },
    { what, deadlineMs: 40_000 },
  );
}
