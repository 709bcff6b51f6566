import { stringify } from 'yaml';
import type { ScrapeTarget } from './scrape-target.ts';

const USUAL = { scheme: 'http', metricsPath: '/metrics' } as const;
const HEADING = '# Scrape jobs for hosts with Duplicati backups, made by "duptop hostkit scrape-config".\n';

/** `scrape_configs:` with one job a host, named after it: a part of prometheus.yml, or a file for its scrape_config_files (from 2.43 on). */
export function staticScrapeConfig(targets: readonly ScrapeTarget[]): string {
  const jobs = targets.map(({ host, target, scheme, metricsPath }) => ({
    job_name: host,
    ...(scheme === USUAL.scheme ? {} : { scheme }),
    ...(metricsPath === USUAL.metricsPath ? {} : { metrics_path: metricsPath }),
    static_configs: [{ targets: [target] }],
  }));
  // Prometheus and Ansible read YAML 1.1, where a host called `on` needs quotes.
  return HEADING + stringify({ scrape_configs: jobs }, { schema: 'yaml-1.1', lineWidth: 0 });
}

/** A list for `file_sd_configs`. The label `job` makes the series the same as those of the static form, whatever the scrape job is called. */
export function fileSdTargets(targets: readonly ScrapeTarget[]): string {
  const groups = targets.map(({ host, target, scheme, metricsPath }) => ({
    targets: [target],
    labels: {
      job: host,
      ...(scheme === USUAL.scheme ? {} : { __scheme__: scheme }),
      ...(metricsPath === USUAL.metricsPath ? {} : { __metrics_path__: metricsPath }),
    },
  }));
  return `${JSON.stringify(groups, null, 2)}\n`;
}
