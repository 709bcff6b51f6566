import * as z from 'zod';
import { CAUSE_CODES } from '../domain/cause.ts';
import type { DeclaredTarget } from '../domain/declared-job.ts';
import { type HostSettings, USER_NAME } from '../domain/host-settings.ts';
import { asMetric } from '../domain/metric.ts';
import { cronFields, cronProblem } from '../text/cron-expression.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import { AGE_LIMITS, type DurationLimits, readDuration, TIMEOUT_LIMITS } from './duration.ts';
import { type ReadAddress, readBaseAddress, readExporterAddress } from './http-address.ts';
import { headerProblem } from './http-header.ts';

/** What `name` of a Prometheus may be: one word, so that it can stand on a command line. */
const NAME = /^[^\s\p{C}]{1,64}$/u;
const HOST = /^[^\s\p{C}/:-][^\s\p{C}/:]{0,254}$/u;
const PATH = /^\/[^\0\n\r]{0,4095}$/;
const HOST_PATTERN = /^[^\s\p{C}]{1,255}$/u;
/** What ssh may get as a name, with places for the host's name and its address. */
const ALIAS = /^(?!-)(?:[a-zA-Z0-9._:%-]|\{host\}|\{address\}){1,255}$/;
const METRIC = /^[a-zA-Z0-9_:]{1,1000}$/;

function duration(limits: DurationLimits) {
  return z
    .union([z.string(), z.number()], { error: 'must be a duration such as 90s, 15m, 26h, 2d or 1h30m' })
    .transform((given, context) => {
      const read = readDuration(String(given), limits);
      if ('seconds' in read) return read.seconds;
      context.addIssue(read.problem);
      return z.NEVER;
    });
}

function address(read: (text: string) => ReadAddress) {
  return z.string().transform((text, context) => {
    const result = read(text);
    if ('address' in result) return result.address;
    context.addIssue(result.problem);
    return z.NEVER;
  });
}

/** Text that has a fault, or none. */
function text(faultOf: (text: string) => SafeText | null) {
  return z.string().check(({ value, issues }) => {
    const message = faultOf(value);
    if (message !== null) issues.push({ code: 'custom', input: value, message });
  });
}

const matching = (pattern: RegExp, message: SafeText) => text((given) => (pattern.test(given) ? null : message));

const baseUrl = address(readBaseAddress);
const filePath = matching(/^[^\0]+$/, say`must be the path of a file or folder`);
const httpConfig = filePath.describe(
  'File with credentials, TLS and headers, in the format of `promtool --http.config.file`.',
);

const headers = z.record(z.string(), z.string()).check(({ value: given, issues }) => {
  for (const [name, value] of Object.entries(given)) {
    const message = headerProblem({ name, value });
    if (message !== null) issues.push({ code: 'custom', input: value, message, path: [name] });
  }
});

function server(called: string) {
  return z.strictObject({
    name: matching(NAME, say`must be one word of at most 64 characters`).optional().describe(called),
    url: baseUrl.describe('Base URL, with the prefix where there is one.'),
    headers: headers.optional().describe('Headers to send with each request. Values are treated as secrets.'),
    httpConfig: httpConfig.optional(),
  });
}

const prometheusEntry = server('How this Prometheus is called on screen and after `-p`.');
const alertmanagerEntry = server('How this Alertmanager is called on screen.');

const exporters = z.strictObject({
  urls: z
    .array(address(readExporterAddress))
    .optional()
    .describe('node exporters to ask beside those that a Prometheus names.'),
  direct: z
    .boolean()
    .optional()
    .describe('Ask the exporters that a Prometheus names as well: their values are newer than its own.'),
  concurrency: z
    .int('must be a whole number')
    .min(1, 'must be from 1 to 512')
    .max(512, 'must be from 1 to 512')
    .optional()
    .describe('How many exporters are asked at once.'),
  timeout: duration(TIMEOUT_LIMITS)
    .optional()
    .describe('For each exporter, where it is not the timeout of all requests.'),
  httpConfig: httpConfig.optional(),
});

const job = z.strictObject({
  host: matching(HOST, say`must be a host's name as "hostname" prints it`)
    .optional()
    .describe('Name of the host, as `hostname` prints it there.'),
  path: matching(PATH, say`must be an absolute path`)
    .optional()
    .describe('The path that is backed up, exactly as the wrapper gets it.'),
  metric: matching(METRIC, say`must be what stands between "duplicati_" and "_last_run_start"`)
    .optional()
    .describe('In place of host and path: what stands between `duplicati_` and `_last_run_start` in the series.'),
  maxAge: duration(AGE_LIMITS).optional().describe('How old its last start may be before it is late.'),
  schedule: z
    .string()
    .transform(cronFields)
    .pipe(text(cronProblem))
    .optional()
    .describe("Its cron expression, or one of cron's nicknames such as @daily, in the host's time zone."),
});

const declaredJob = job.transform(({ host, path, metric, maxAge = null, schedule = null }, context) => {
  const target = targetOf(host, path, metric);
  if (target) return { target, maxAgeSeconds: maxAge, schedule };
  context.addIssue('must have either "host" and "path", or "metric"');
  return z.NEVER;
});

function targetOf(host?: string, path?: string, metric?: string): DeclaredTarget | null {
  if (metric !== undefined)
    return host === undefined && path === undefined ? { by: 'metric', metric: asMetric(metric) } : null;
  return host !== undefined && path !== undefined ? { by: 'path', host, path } : null;
}

const userName = matching(USER_NAME, say`must be the name of a user: letters, digits, _ . @ -`);

const sshEntry = z
  .strictObject({
    host: matching(HOST_PATTERN, say`must be a host's name, or a pattern of it with * and ?`).describe(
      'Hosts by their name: `*` is any run of characters, `?` is one.',
    ),
    alias: matching(ALIAS, say`must be a name for ssh; {host} and {address} may be in it`)
      .optional()
      .describe('The name that ssh gets; `{host}` and `{address}` (the instance without its port) may be in it.'),
    user: userName.optional().describe('The user to log in as.'),
    port: z
      .int('must be a whole number')
      .min(1, 'must be from 1 to 65535')
      .max(65_535, 'must be from 1 to 65535')
      .optional()
      .describe('The port of its ssh server.'),
    become: z
      .union([z.boolean(), userName])
      .optional()
      .describe(
        'The user to run as there, by `sudo -n`: a name, or `true` for root; `false` for the one that logs in.',
      ),
    transport: z
      .enum(['ssh', 'local'])
      .optional()
      .describe("`local` for a host whose files are this machine's; so is, without any entry, the one with its name."),
  })
  .transform(({ host, alias = null, user = null, port = null, become: wanted, transport = null }): HostSettings => {
    const become = wanted === true ? 'root' : (wanted ?? null);
    return { host, alias, user, port, become, transport };
  });

/** The configuration file. Keys that it does not have are errors. Each option says what it is for: the documentation is made from it. */
export const fileSchema = z
  .strictObject({
    prometheus: z
      .union([baseUrl, z.array(z.union([baseUrl, prometheusEntry]))])
      .optional()
      .describe('The Prometheus servers to ask: a URL, or a list of URLs and entries.'),
    alertmanagers: z
      .array(z.union([baseUrl, alertmanagerEntry]))
      .optional()
      .describe('The Alertmanagers to ask, URLs and entries, in place of those that the Prometheus servers name.'),
    exporters: exporters.optional().describe('node exporters that are asked directly.'),
    timeout: duration(TIMEOUT_LIMITS).optional().describe('For each request.'),
    history: z
      .boolean()
      .optional()
      .describe('Ask Prometheus for earlier runs, and for what was last known of jobs that are down or gone.'),
    ansible: z.array(filePath).optional().describe('Ansible inventories: folders with `host_vars/` and `group_vars/`.'),
    ssh: z
      .array(sshEntry)
      .optional()
      .describe(
        'How hosts are reached, beside what ssh itself is configured to do. Each setting comes from the first entry that matches and has it.',
      ),
    jobs: z.array(declaredJob).optional().describe('Jobs that ought to exist.'),
    defaultMaxAge: duration(AGE_LIMITS)
      .optional()
      .describe("How old a job's last start may be where nothing else says so."),
    ignoreCauses: z
      .array(z.enum(CAUSE_CODES))
      .optional()
      .describe("Causes that are shown but don't change a job's status."),
    color: z.enum(['auto', 'never']).optional().describe('Whether to use colour.'),
    ascii: z
      .literal(['auto', true, false])
      .optional()
      .describe('Draw with ASCII characters only; `auto`: on a terminal whose locale has no UTF-8.'),
    readOnly: z.boolean().optional().describe('Refuse whatever changes anything, on hosts or in an Alertmanager.'),
  })
  .describe('duptop configuration');

/** The keys that each mapping of the file may have, by its path without list positions. */
export const KEYS_AT: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(fileSchema.shape),
  'prometheus[]': Object.keys(prometheusEntry.shape),
  'alertmanagers[]': Object.keys(alertmanagerEntry.shape),
  exporters: Object.keys(exporters.shape),
  'ssh[]': Object.keys(sshEntry.in.shape),
  'jobs[]': Object.keys(job.shape),
};

/** What a configuration file says: durations in seconds, URLs without their credentials. Nothing is filled in. */
export type FileSettings = z.output<typeof fileSchema>;
