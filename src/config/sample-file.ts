import { visible } from '../text/safe-text.ts';
import { wrap } from '../text/wrap.ts';
import { type FileSettings, fileSchema } from './schema.ts';

/** What a person has said already. */
export interface SampleAnswers {
  /** URLs, as they were given. */
  readonly prometheus: readonly string[];
  readonly exporters: readonly string[];
  readonly httpConfig: string | null;
}

const WIDTH = 110;

/** One for each setting that there is, as it may stand in the file. */
const EXAMPLES: Readonly<Record<keyof FileSettings, readonly string[]>> = {
  prometheus: [
    'prometheus:',
    '  - name: site1',
    '    url: https://prometheus.example.net',
    '    httpConfig: http.yml # credentials and TLS, as for promtool --http.config.file',
  ],
  alertmanagers: ['alertmanagers:', '  - https://alertmanager.example.net'],
  exporters: ['exporters:', '  urls: []', '  direct: true', '  concurrency: 64', '  timeout: 5s'],
  timeout: ['timeout: 10s'],
  history: ['history: true'],
  ansible: ['ansible: [/etc/ansible] # with host_vars: duplicati_jobs, duplicati_monitored_jobs'],
  ssh: [
    'ssh:',
    "  - { host: 'web-*', alias: '{host}.example.net', user: backup, become: true }",
    "  - { host: '*', user: root }",
  ],
  jobs: [
    'jobs:',
    "  - { host: influx01, path: /var/lib/influxdb/, schedule: '0 2 * * *' }",
    '  - { host: mail, path: /var/vmail, maxAge: 26h }',
  ],
  defaultMaxAge: ['defaultMaxAge: 24h'],
  ignoreCauses: ['ignoreCauses: [rule-missing]'],
  color: ['color: auto'],
  ascii: ['ascii: auto'],
  readOnly: ['readOnly: false'],
};

/** A configuration file with every setting that there is, what it is for, and what it may look like; in force is what was answered. */
export function sampleFile(answers: SampleAnswers): string {
  const settings = Object.entries(fileSchema.shape).map(([name, { description = '' }]) => {
    const key = name as keyof FileSettings;
    const about = wrap(visible(description), WIDTH).map((line) => `# ${line}`);
    return [...about, ...(answered(key, answers) ?? EXAMPLES[key].map((line) => `#${line}`))].join('\n');
  });
  return `${HEAD}\n\n${settings.join('\n\n')}\n`;
}

const HEAD = `# duptop: configuration. Nothing in it is needed: lines that begin with # show what may be said.
# "duptop config" shows what is in force, and who said so.`;

function answered(key: keyof FileSettings, answers: SampleAnswers): readonly string[] | null {
  if (key === 'prometheus' && answers.prometheus.length > 0) {
    const { httpConfig } = answers;
    return [
      'prometheus:',
      ...answers.prometheus.flatMap((url) => [
        `  - url: ${quoted(url)}`,
        ...(httpConfig === null ? [] : [`    httpConfig: ${quoted(httpConfig)}`]),
      ]),
    ];
  }
  if (key === 'exporters' && answers.exporters.length > 0) {
    return ['exporters:', '  urls:', ...answers.exporters.map((url) => `    - ${quoted(url)}`)];
  }
  return null;
}

/** A string of JSON is one of YAML. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
