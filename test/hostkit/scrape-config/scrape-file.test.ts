import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse, stringify } from 'yaml';
import { fileSdTargets, staticScrapeConfig } from '../../../src/hostkit/scrape-config/scrape-file.ts';
import type { ScrapeTarget } from '../../../src/hostkit/scrape-config/scrape-target.ts';
import { describeWith } from '../../support/describe-with.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const plain = (host: string, target = `${host}:9100`): ScrapeTarget => ({
  host,
  target,
  scheme: 'http',
  metricsPath: '/metrics',
});
const TARGETS = [
  plain('influx01', '10.0.0.5:9100'),
  { host: 'web-01.example.com', target: 'web:443', scheme: 'https', metricsPath: '/node/metrics' } as const,
  plain('six', '[fe80::1]:9100'),
  // Words that YAML 1.1 would take for something else.
  ...['yes', 'on', 'null', '0x10', '1e3', '1_000', '2001-01-01'].map((host) => plain(host)),
];

/** What `promtool check config` says: empty where all is well. */
function checkConfig(name: string, text: string, more: Readonly<Record<string, string>> = {}): string {
  const { path, remove } = tempFolder('scrape-config');
  onTestFinished(remove);
  for (const [file, content] of Object.entries({ ...more, [name]: text })) writeFileSync(join(path, file), content);
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'config', join(path, name)], { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

describe('the static form', () => {
  it('is one scrape job a host, named after it, with no more than its target needs', () => {
    expect(parse(staticScrapeConfig(TARGETS.slice(0, 2)))).toEqual({
      scrape_configs: [
        { job_name: 'influx01', static_configs: [{ targets: ['10.0.0.5:9100'] }] },
        {
          job_name: 'web-01.example.com',
          scheme: 'https',
          metrics_path: '/node/metrics',
          static_configs: [{ targets: ['web:443'] }],
        },
      ],
    });
  });

  it('says any host’s name in either version of YAML', () => {
    const text = staticScrapeConfig(TARGETS);
    expect(parse(text, { version: '1.1' })).toEqual(parse(text, { version: '1.2' }));
  });
});

describe('the form for file_sd_configs', () => {
  it('names each host in the label job, so that the series are those of the static form', () => {
    expect(JSON.parse(fileSdTargets(TARGETS.slice(0, 2)))).toEqual([
      { targets: ['10.0.0.5:9100'], labels: { job: 'influx01' } },
      {
        targets: ['web:443'],
        labels: { job: 'web-01.example.com', __scheme__: 'https', __metrics_path__: '/node/metrics' },
      },
    ]);
  });
});

describeWith(['promtool'], 'promtool', () => {
  it('takes the static form as a whole configuration', () => {
    expect(checkConfig('prometheus.yml', staticScrapeConfig(TARGETS))).toBe('');
  });

  it('takes the other form as the file of a scrape job', () => {
    const config = stringify({
      scrape_configs: [{ job_name: 'duplicati', file_sd_configs: [{ files: ['duplicati.json'] }] }],
    });
    expect(checkConfig('prometheus.yml', config, { 'duplicati.json': fileSdTargets(TARGETS) })).toBe('');
    expect(checkConfig('prometheus.yml', config, { 'duplicati.json': '[{"targets":[1]}]' })).not.toBe('');
  });
});
