import { asMetric, METRIC_PREFIX, type Metric } from './metric.ts';

const SLASHES = /\//g;
const UNDERSCORES = /_/g;
const REFUSED = /[^a-zA-Z0-9_]/;
const TRAILING_UNDERSCORES = /_+$/;

/** Host and path as read back from a metric. */
export interface NamedJob {
  readonly host: string;
  readonly path: string;
}

/** The metric that the classic wrapper makes: only `/` is replaced, so the name may hold characters that node_exporter refuses. */
export function classicMetric(host: string, path: string): Metric {
  return asMetric(`${host}_${path.replace(SLASHES, '_')}`);
}

/** The metric that the better wrapper makes: each byte outside `[a-zA-Z0-9_]` is a `_`. */
export function betterMetric(host: string, path: string): Metric {
  return munge(`${host}_${path}`);
}

/** Both, once where they are the same. */
export function metricsOf(host: string, path: string): readonly Metric[] {
  const classic = classicMetric(host, path);
  const better = betterMetric(host, path);
  return classic === better ? [classic] : [classic, better];
}

/** What node_exporter would take in place of this text. */
export function munge(text: string): Metric {
  if (!REFUSED.test(text)) return asMetric(text);
  let name = '';
  for (const character of text) {
    name += REFUSED.test(character) ? '_'.repeat(utf8Length(character)) : character;
  }
  return asMetric(name);
}

/** The first character that a metric name can't hold, so that node_exporter drops the whole file; `null` where there is none. */
export function refusedCharacter(metric: Metric): string | null {
  // A colon is a valid character for node_exporter, though the better wrapper replaces it too.
  for (const character of metric) if (character !== ':' && REFUSED.test(character)) return character;
  return null;
}

/** The name of the textfile that the classic wrapper writes for a job. */
export function textfileName(metric: Metric): string {
  return `${METRIC_PREFIX}${metric}.prom`;
}

/**
 * Reads host and path back from a metric. The host is certain where one of `hosts` (nodename, scrape job, declared hosts) begins it;
 * else it ends at the first `__`: the `_` of the pattern and the `/` of an absolute path. The path is always a guess: `_` stands for `/` or for itself.
 */
export function guessJob(metric: Metric, hosts: readonly string[]): NamedJob {
  const host = hostIn(metric, hosts);
  if (host !== null) return { host, path: guessPath(metric.slice(host.length + 1)) };
  const doubled = metric.indexOf('__', 1);
  const end = doubled < 0 ? metric.indexOf('_', 1) : doubled;
  if (end < 0) return { host: metric, path: '' };
  return { host: metric.slice(0, end), path: guessPath(metric.slice(end + 1)) };
}

/** The longest of `hosts` that a metric begins with, munged or not. */
function hostIn(metric: Metric, hosts: readonly string[]): string | null {
  let found: string | null = null;
  for (const host of hosts) {
    if (found !== null && host.length <= found.length) continue;
    if (beginsWith(metric, host) || beginsWith(metric, munge(host))) found = host;
  }
  return found;
}

/** Whether two metrics are one job to a person, and two to Prometheus: they differ in refused characters or trailing `_`. */
export function sameButForSpelling(one: Metric, other: Metric): boolean {
  return one !== other && spelling(one) === spelling(other);
}

/** What `sameButForSpelling` compares: a key to look up look-alikes by. */
export function spelling(metric: Metric): string {
  return munge(metric).replace(TRAILING_UNDERSCORES, '');
}

function beginsWith(metric: Metric, host: string): boolean {
  // Paths are absolute: behind the host stand the `_` of the pattern and that of the first `/`.
  return host !== '' && metric.startsWith(host) && metric.startsWith('__', host.length);
}

function guessPath(munged: string): string {
  return munged.replace(UNDERSCORES, '/');
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
