import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { eventually, GiveUp } from '../support/eventually.ts';
import { type PastJob, writeHistory } from './history.ts';
import { type Service, startService } from './service.ts';

export interface ScrapeConfig {
  readonly job_name: string;
  readonly static_configs: readonly {
    readonly targets: readonly string[];
    readonly labels?: Readonly<Record<string, string>>;
  }[];
  /** Whatever else Prometheus takes there, in its own words. */
  readonly [setting: string]: unknown;
}

export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly {
    readonly alert: string;
    readonly expr: string;
    readonly for?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
}

export interface PrometheusOptions {
  /** `ADDRESS:PORT`s, one scrape job each, named after it; beside or instead of `scrapeConfigs`. */
  readonly targets?: readonly string[];
  readonly scrapeConfigs?: readonly ScrapeConfig[];
  readonly rules?: readonly RuleGroup[];
  readonly externalLabels?: Readonly<Record<string, string>>;
  /** Also how often rules are evaluated; 1 where it is left out. */
  readonly scrapeIntervalSeconds?: number;
  /** `ADDRESS:PORT` of Alertmanagers to send to. */
  readonly alertmanagers?: readonly string[];
  /** Samples of the days before, written into its data before the first start. */
  readonly history?: readonly PastJob[];
  readonly port?: number;
  /** More command-line flags, such as `--web.route-prefix=/prometheus`. */
  readonly flags?: readonly string[];
}

type PrometheusConfig = Pick<
  PrometheusOptions,
  'targets' | 'scrapeConfigs' | 'rules' | 'externalLabels' | 'scrapeIntervalSeconds' | 'alertmanagers'
>;

export interface Prometheus extends Service {
  /** Changes the given parts of the configuration and makes the running Prometheus load it. */
  reload(change?: PrometheusConfig): Promise<void>;
  /** Waits until it has tried every target anew and then evaluated every rule: what was true at the call is in its data now. */
  settled(deadlineMs?: number): Promise<void>;
}

/** A real Prometheus with its own data. @throws Error with promtool's words when configuration or rules are not valid */
export async function startPrometheus(options: PrometheusOptions): Promise<Prometheus> {
  let config: PrometheusConfig = options;
  const service = await startService({
    name: 'prometheus',
    ...(options.port === undefined ? {} : { port: options.port }),
    readyPath: '/-/ready',
    prepare: ({ folder }) => {
      writeConfig(folder, config);
      if (options.history?.length) writeHistory(join(folder, 'data'), options.history, Date.now());
    },
    command: ({ folder, listen }) => [
      'prometheus',
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${listen}`,
      '--web.enable-lifecycle',
      '--log.level=warn',
      // An alert that fires before the Alertmanager is discovered is lost until it is sent again.
      '--rules.alert.resend-delay=1s',
      ...quickDiscovery(),
      ...(options.flags ?? []),
    ],
  });
  return Object.assign(service, {
    reload: async (change: PrometheusConfig = {}) => {
      config = { ...config, ...change };
      writeConfig(service.folder, config);
      const response = await fetch(`${service.url}/-/reload`, { method: 'POST' });
      const answer = await response.text();
      if (!response.ok) throw new Error(`Prometheus did not reload: ${answer}\n${service.output()}`);
    },
    settled: (deadlineMs = 60_000) => untilSettled(service, countTargets(config), deadlineMs),
  });
}

/** The answer of `/api/v1/…` where it is a success. @throws Error otherwise */
export async function askPrometheus<T>(
  url: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<T> {
  const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(query)}`, {
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return (JSON.parse(text) as { data: T }).data;
}

export interface VectorSample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** An instant query that gives a vector. */
export async function queryVector(url: string, query: string): Promise<readonly VectorSample[]> {
  return (await askPrometheus<{ result: VectorSample[] }>(url, 'query', { query })).result;
}

/** Without it a new target waits up to 5 s; hidden, and not in old versions. */
function quickDiscovery(): readonly string[] {
  const flag = '--scrape.discovery-reload-interval=100ms';
  return spawnSync('prometheus', [flag, '--version'], { stdio: 'ignore' }).status === 0 ? [flag] : [];
}

async function untilSettled(service: Service, targets: number, deadlineMs: number): Promise<void> {
  const { url } = service;
  const start = Date.now();
  const wait = async (what: string, moments: (since: number) => Promise<boolean>): Promise<void> => {
    const since = Date.now();
    const running = (): Promise<boolean> => {
      if (!service.running) throw new GiveUp(`${what}: it does not run`);
      return moments(since);
    };
    await eventually(running, { what, deadlineMs: start + deadlineMs - since });
  };
  const scraped = async (since: number): Promise<boolean> => {
    const { activeTargets } = await askPrometheus<{ activeTargets: { lastScrape: string }[] }>(url, 'targets');
    return activeTargets.length === targets && activeTargets.every(({ lastScrape }) => Date.parse(lastScrape) > since);
  };
  const evaluated = async (since: number): Promise<boolean> => {
    const { groups } = await askPrometheus<{ groups: { rules: { lastEvaluation: string }[] }[] }>(url, 'rules');
    const rules = groups.flatMap((group) => group.rules);
    return rules.every(({ lastEvaluation }) => Date.parse(lastEvaluation) > since);
  };
  await wait(`the Prometheus at ${url} to scrape its ${targets} targets`, scraped);
  // A scrape shows as done shortly before its samples can be read; they can when the next one has started.
  await wait(`the Prometheus at ${url} to scrape again`, scraped);
  await wait(`the Prometheus at ${url} to evaluate its rules`, evaluated);
}

function countTargets({ targets = [], scrapeConfigs = [] }: PrometheusConfig): number {
  const configured = scrapeConfigs.flatMap((job) => job.static_configs.flatMap((group) => group.targets));
  return targets.length + configured.length;
}

function writeConfig(folder: string, config: PrometheusConfig): void {
  const interval = `${config.scrapeIntervalSeconds ?? 1}s`;
  const rulesFile = join(folder, 'rules.yml');
  const configFile = join(folder, 'prometheus.yml');
  const jobs = [
    ...(config.targets ?? []).map((target) => ({ job_name: target, static_configs: [{ targets: [target] }] })),
    ...(config.scrapeConfigs ?? []),
  ];
  writeFileSync(rulesFile, stringify({ groups: config.rules ?? [] }));
  writeFileSync(
    configFile,
    stringify({
      global: {
        scrape_interval: interval,
        scrape_timeout: interval,
        evaluation_interval: interval,
        external_labels: config.externalLabels ?? {},
      },
      rule_files: [rulesFile],
      scrape_configs: jobs,
      alerting: { alertmanagers: [{ static_configs: [{ targets: config.alertmanagers ?? [] }] }] },
    }),
  );
  const check = spawnSync('promtool', ['check', 'config', configFile], { encoding: 'utf8' });
  if (check.status !== 0) throw new Error(`promtool refuses the configuration:\n${check.stdout}${check.stderr}`);
}
