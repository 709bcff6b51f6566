import type { SourceId } from '../../domain/reading.ts';
import type { Alert, AlertRule } from '../../domain/rule.ts';
import type { Target } from '../../domain/target.ts';
import type { EpochMs, Seconds } from '../../domain/time.ts';
import type { Http, HttpIdentity } from '../../ports/http.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { SourceError } from '../source-error.ts';
import { parseAlerts } from './alert.ts';
import { parseRules } from './alert-rule/rules.ts';
import { type Alerting, parseAlerting } from './alerting.ts';
import { parseAlertmanagers } from './alertmanagers.ts';
import type { Answer } from './answer.ts';
import { parseBaseUrl } from './base-url.ts';
import { createExchange, type Fields } from './exchange.ts';
import { parseMetricNames } from './metric-names.ts';
import { parseReload, type Reload } from './reload.ts';
import { type Parsed, parseMatrix, parseVector, type Sample, type Series } from './sample.ts';
import { parseTargets } from './target.ts';

export interface PrometheusSettings {
  readonly name: string;
  /** With its path prefix: `http://host:9090`, `https://mimir/prometheus`. */
  readonly url: string;
  readonly identity: HttpIdentity;
  /** For each request. */
  readonly deadlineMs: number;
  readonly maxBodyBytes: number;
}

interface InstantOptions {
  /** Now where it is left out. */
  readonly at?: EpochMs;
  /** How long the server may work on it. */
  readonly timeoutSeconds?: Seconds;
  readonly signal?: AbortSignal;
}

interface RangeOptions {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly stepSeconds: Seconds;
  readonly signal?: AbortSignal;
}

interface NamesOptions {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly signal?: AbortSignal;
}

/** One Prometheus, or what speaks its API. Every call throws a SourceError where there is no usable answer. */
export interface Prometheus {
  readonly source: SourceId;
  readonly name: string;
  /** Without credentials. */
  readonly url: string;
  instant(query: string, options?: InstantOptions): Promise<Answer<readonly Sample[]>>;
  range(query: string, options: RangeOptions): Promise<Answer<readonly Series[]>>;
  /** Names of the series that a selector picks and that had samples in a range of time, or shortly before or after it. */
  names(selector: string, options: NamesOptions): Promise<Answer<readonly string[]>>;
  /** Active targets. */
  targets(signal?: AbortSignal): Promise<Answer<readonly Target[]>>;
  /** Alerting rules that speak of backup jobs. */
  rules(signal?: AbortSignal): Promise<Answer<readonly AlertRule[]>>;
  /** Pending and firing alerts that speak of backups. */
  alerts(signal?: AbortSignal): Promise<Answer<readonly Alert[]>>;
  /** All alerts, with all that is known of them. */
  alerting(signal?: AbortSignal): Promise<Answer<Alerting>>;
  /** Base addresses of the Alertmanagers that it sends alerts to. */
  alertmanagers(signal?: AbortSignal): Promise<Answer<readonly string[]>>;
  /** How it took its configuration last; `null` for a server that does not say. */
  reload(signal?: AbortSignal): Promise<Answer<Reload | null>>;
}

/** @throws SourceError for an address that can't be one of a Prometheus */
export function createPrometheus(settings: PrometheusSettings, http: Http): Prometheus {
  const base = parseBaseUrl(settings.url);
  const { get, post } = createExchange(settings, base, http);
  const source: SourceId = `prometheus:${settings.name}`;
  return {
    source,
    name: settings.name,
    url: base.shown,
    instant: async (query, { at, timeoutSeconds, signal } = {}) => {
      const fields: Fields = [
        ['query', query],
        ...(at === undefined ? [] : [['time', seconds(at)] as const]),
        ...(timeoutSeconds === undefined ? [] : [['timeout', `${timeoutSeconds}s`] as const]),
      ];
      return read(await post('query', fields, signal), base.shown, 'samples', parseVector);
    },
    range: async (query, { start, end, stepSeconds, signal }) => {
      const fields: Fields = [
        ['query', query],
        ['start', seconds(start)],
        ['end', seconds(end)],
        ['step', String(stepSeconds)],
      ];
      return read(await post('query_range', fields, signal), base.shown, 'points', parseMatrix);
    },
    names: async (selector, { start, end, signal }) => {
      const fields = new URLSearchParams({ 'match[]': selector, start: seconds(start), end: seconds(end) });
      return read(await get(`label/__name__/values?${fields}`, signal), base.shown, 'names', parseMetricNames);
    },
    targets: async (signal) =>
      read(await get('targets?state=active', signal), base.shown, 'targets', (data) => parseTargets(data, source)),
    rules: async (signal) =>
      read(await get('rules?type=alert', signal), base.shown, 'rules', (data) => parseRules(data, source)),
    alerts: async (signal) => read(await get('alerts', signal), base.shown, 'alerts', parseAlerts),
    alerting: async (signal) => {
      const rules = await get('rules?type=alert', signal);
      const answer = rules.kind === 'data' ? rules : await get('alerts', signal);
      if (answer.kind === 'not-there') return answer;
      const data = parseAlerting(answer.data, source);
      if (data === null) throw noList(base.shown, 'alerts');
      return { ...answer, data, warnings: [...answer.warnings, ...leftOut(data.dropped, 'alerts or rules')] };
    },
    alertmanagers: async (signal) =>
      read(await get('alertmanagers', signal), base.shown, 'Alertmanagers', parseAlertmanagers),
    reload: async (signal) => {
      const answer = await get('status/runtimeinfo', signal);
      return answer.kind === 'data' ? { ...answer, data: parseReload(answer.data) } : answer;
    },
  };
}

/** What is not of the right shape is left out and told. */
function read<Item>(
  answer: Answer<unknown>,
  url: string,
  what: string,
  parse: (data: unknown) => Parsed<Item> | null,
): Answer<readonly Item[]> {
  if (answer.kind === 'not-there') return answer;
  const parsed = parse(answer.data);
  if (parsed === null) throw noList(url, what);
  const { items, dropped } = parsed;
  if (dropped === 0) return { ...answer, data: items };
  return { ...answer, data: items, warnings: [...answer.warnings, ...leftOut(dropped, what)] };
}

function noList(url: string, what: string): SourceError {
  return new SourceError('not-understood', url, say`the answer has no list of ${what}`, {
    hint: 'is this the address of a Prometheus?',
  });
}

function leftOut(dropped: number, what: string): readonly SafeText[] {
  return dropped === 0 ? [] : [say`${dropped} ${what} were left out: not of the expected form`];
}

/** Unix seconds with milliseconds, as the API takes them. */
function seconds(at: EpochMs): string {
  return (at / 1000).toFixed(3);
}
