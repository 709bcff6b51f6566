import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ScrapeConfig } from './prometheus.ts';
import { type Service, startService } from './service.ts';

export interface VictoriaMetricsOptions {
  readonly scrapeConfigs?: readonly ScrapeConfig[];
  readonly scrapeIntervalSeconds?: number;
  /** Age that samples must have before they are answered. 0 where it is left out; its own default is 30. */
  readonly latencyOffsetSeconds?: number;
  readonly port?: number;
  readonly flags?: readonly string[];
}

export interface VictoriaMetrics extends Service {
  /** The base of its Prometheus-compatible API, as larger fleets give it: `http://…/prometheus`. */
  readonly prometheusUrl: string;
}

/** A real single-node VictoriaMetrics that scrapes by itself. */
export async function startVictoriaMetrics(options: VictoriaMetricsOptions = {}): Promise<VictoriaMetrics> {
  const interval = `${options.scrapeIntervalSeconds ?? 1}s`;
  const service = await startService({
    name: 'victoria-metrics',
    ...(options.port === undefined ? {} : { port: options.port }),
    readyPath: '/health',
    prepare: ({ folder }) => {
      const config = { global: { scrape_interval: interval }, scrape_configs: options.scrapeConfigs ?? [] };
      writeFileSync(join(folder, 'scrape.yml'), stringify(config));
    },
    command: ({ folder, listen }) => [
      'victoria-metrics',
      `-httpListenAddr=${listen}`,
      `-storageDataPath=${join(folder, 'data')}`,
      `-promscrape.config=${join(folder, 'scrape.yml')}`,
      `-search.latencyOffset=${options.latencyOffsetSeconds ?? 0}s`,
      '-memory.allowedBytes=64MB',
      '-loggerLevel=WARN',
      ...(options.flags ?? []),
    ],
  });
  return Object.assign(service, { prometheusUrl: `${service.url}/prometheus` });
}
