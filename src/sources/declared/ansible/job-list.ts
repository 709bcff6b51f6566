import type { DeclaredJob } from '../../../domain/declared-job.ts';
import { asMetric } from '../../../domain/metric.ts';
import { cronProblem } from '../../../text/cron-expression.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../../text/yaml/tree.ts';
import type { Declared } from '../declared.ts';

const MAX_JOBS = 10_000;
const MAX_PATH = 4096;
const TEMPLATE = /\{[{%]/;
const CRON_FIELDS = ['minute', 'hour', 'day', 'month', 'weekday'] as const;

/** The jobs of a host's `duplicati_jobs: [{path, retention, hour, minute}]`. What can't be used is left out, with a warning. */
export function hostJobs(host: string, file: string, variable: YamlEntry): Declared {
  return eachItem('duplicati_jobs', file, variable, (item, where, warnings) => {
    const path = textOf(item, 'path', where, warnings);
    if (path === null) return null;
    const schedule = scheduleOf(item, path, where, warnings);
    return { origin: 'ansible', where, target: { by: 'path', host, path }, maxAgeSeconds: null, schedule };
  });
}

/** The jobs of `duplicati_monitored_jobs: [{metric}]`, which the rules are made from. */
export function monitoredJobs(file: string, variable: YamlEntry): Declared {
  return eachItem('duplicati_monitored_jobs', file, variable, (item, where, warnings) => {
    const metric = textOf(item, 'metric', where, warnings);
    if (metric === null) return null;
    const target = { by: 'metric', metric: asMetric(metric) } as const;
    return { origin: 'ansible', where, target, maxAgeSeconds: null, schedule: null };
  });
}

type ReadItem = (item: YamlMap, where: string, warnings: SafeText[]) => DeclaredJob | null;

function eachItem(name: string, file: string, { at, value }: YamlEntry, read: ReadItem): Declared {
  const jobs: DeclaredJob[] = [];
  const warnings: SafeText[] = [];
  if (value.kind !== 'list') {
    if (value.kind !== 'scalar' || value.value !== null)
      warnings.push(say`${file}:${at.line}: ${name} ${unreadable(value) ?? say`is no list`}; left out`);
    return { jobs, warnings };
  }
  for (const item of value.items.slice(0, MAX_JOBS)) {
    const where = `${file}:${item.at.line}`;
    if (item.kind !== 'map') {
      warnings.push(say`${where}: an item of ${name} ${unreadable(item) ?? say`is no mapping`}; left out`);
      continue;
    }
    const job = read(item, where, warnings);
    if (job) jobs.push(job);
  }
  if (value.items.length > MAX_JOBS)
    warnings.push(say`${file}:${at.line}: ${name} has more than ${MAX_JOBS} items; the rest is left out`);
  return { jobs, warnings };
}

/** The text of a key that must be there. */
function textOf(item: YamlMap, key: 'path' | 'metric', where: string, warnings: SafeText[]): string | null {
  const node = item.entries.get(key)?.value;
  const fault = node ? faultOf(node, key) : say`is missing`;
  if (fault === null && node?.kind === 'scalar') return String(node.value);
  warnings.push(say`${where}: ${key} ${fault ?? ''}; the job is left out`);
  return null;
}

function faultOf(node: YamlNode, key: 'path' | 'metric'): SafeText | null {
  const unread = unreadable(node);
  if (unread) return unread;
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return say`is no text`;
  if (node.value === '' || node.value.length > MAX_PATH) return say`is empty, or longer than ${MAX_PATH} characters`;
  return key === 'path' && !node.value.startsWith('/') ? say`is not absolute` : null;
}

/** Cron's fields as Ansible's cron module takes them, `*` where one is not said; `null` where none is, or they are no schedule. */
function scheduleOf(item: YamlMap, path: string, where: string, warnings: SafeText[]): string | null {
  const given = CRON_FIELDS.map((field) => item.entries.get(field)?.value);
  if (given.every((node) => node === undefined)) return null;
  const values = given.map((node) => (node === undefined ? '*' : fieldText(node)));
  const unread = given.find((node, index) => values[index] === null && node !== undefined);
  const schedule = values.join(' ');
  const problem = unread
    ? say`a field of its schedule ${unreadable(unread) ?? say`is neither text nor a number`}`
    : cronProblem(schedule);
  if (problem === null) return schedule;
  warnings.push(say`${where}: ${problem}; the schedule of ${path} is left out`);
  return null;
}

function fieldText(node: YamlNode): string | null {
  if (node.kind !== 'scalar' || unreadable(node)) return null;
  return typeof node.value === 'string' || typeof node.value === 'number' ? String(node.value).trim() : null;
}

/** What only Ansible itself could read. Never quoted: it may be a secret. */
function unreadable(node: YamlNode): SafeText | null {
  if (node.kind !== 'scalar') return null;
  if (isSealed(node)) return say`is encrypted with ansible-vault`;
  return typeof node.value === 'string' && TEMPLATE.test(node.value)
    ? say`is a template, which only Ansible can fill in`
    : null;
}

function isSealed({ tag }: YamlScalar): boolean {
  return tag === '!vault' || tag === '!vault-encrypted';
}
