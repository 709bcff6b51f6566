import type { EpochMs } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Handler, ServedAnswer, ServedRequest } from '../../ports/http-server.ts';
import type { AlertingRule } from '../alerting/alert-rules.ts';
import { type ActiveAlert, alertAt } from '../alerting/alerts.ts';
import { seedOf } from '../fleet/random.ts';
import { json, text } from './answers.ts';
import { type LabelMatcher, matchAll, parseFilter } from './label-matcher.ts';
import { readSilence } from './silence-request.ts';
import { Silences } from './silences.ts';

const RECEIVER = { name: 'operators' };
/** Prometheus sends an alert again and again, each time to hold for so long. */
const HELD_MS = 4 * 60_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CONFIG = 'route:\n  receiver: operators\nreceivers:\n- name: operators\n';

export interface AlertmanagerState {
  readonly rules: readonly AlertingRule[];
  readonly seed: number;
  /** `127.0.0.1:PORT` of the Prometheus that sends the alerts. */
  readonly prometheus: string;
}

/** The parts of Alertmanager's API v2 that duptop and amtool use. */
export function alertmanagerHandler({ rules, seed, prometheus }: AlertmanagerState, clock: Clock): Handler {
  const silences = new Silences(seed);
  const startedAt = clock.now();
  const alerts = (fields: URLSearchParams, filters: readonly LabelMatcher[], now: EpochMs) =>
    rules
      .flatMap((rule) => alertAt(rule, now) ?? [])
      .filter(({ state, labels }) => state === 'firing' && matchAll(filters, labels))
      .map((alert) => shown(alert, silences.silencing(alert.labels, now), prometheus, now))
      .filter(({ status }) => fields.get(status.state === 'active' ? 'active' : 'silenced') !== 'false');
  return (request) => {
    const { pathname, searchParams } = new URL(request.target, 'http://localhost');
    const now = clock.now();
    if (pathname === '/-/ready' || pathname === '/-/healthy') return text('OK');
    if (pathname === '/api/v2/status') return only('GET', request, () => json(statusAt(startedAt)));
    const [, id] = /^\/api\/v2\/silence\/([^/]+)$/.exec(pathname) ?? [];
    if (id !== undefined) return oneSilence(id, request, silences, now);
    if (pathname !== '/api/v2/alerts' && pathname !== '/api/v2/silences') {
      return json({ code: 404, message: `path ${pathname} was not found` }, 404);
    }
    if (request.method === 'POST' && pathname === '/api/v2/silences') return addSilence(request, silences, now);
    return only('GET', request, () => {
      const filters: LabelMatcher[] = [];
      for (const filter of searchParams.getAll('filter')) {
        const matcher = parseFilter(filter);
        if (matcher === null) return json(`bad matcher format: ${filter}`, 400);
        filters.push(matcher);
      }
      return json(pathname === '/api/v2/alerts' ? alerts(searchParams, filters, now) : silences.list(filters, now));
    });
  };
}

function only(method: string, request: ServedRequest, answer: () => ServedAnswer): ServedAnswer {
  if (request.method === method) return answer();
  return json({ code: 405, message: `method ${request.method} is not allowed, but [${method}] are` }, 405);
}

function oneSilence(id: string, { method }: ServedRequest, silences: Silences, now: EpochMs): ServedAnswer {
  if (!UUID.test(id)) return json({ code: 601, message: `silenceID in path must be of type uuid: "${id}"` }, 422);
  if (method === 'DELETE') return silences.expire(id, now) ? EMPTY : json('silence not found', 500);
  if (method !== 'GET') return json({ code: 405, message: `method ${method} is not allowed` }, 405);
  const silence = silences.get(id, now);
  return silence === undefined ? { ...EMPTY, status: 404 } : json(silence);
}

const EMPTY: ServedAnswer = { status: 200, contentType: null, body: '' };

function addSilence({ body }: ServedRequest, silences: Silences, now: EpochMs): ServedAnswer {
  const read = readSilence(body);
  if ('status' in read) return json({ code: read.status, message: read.message }, read.status);
  const put = silences.put(read, now);
  return typeof put === 'string' ? json({ silenceID: put }) : json(put.message, put.status);
}

function shown(
  { labels, annotations, firesAt }: ActiveAlert,
  silencedBy: readonly string[],
  prometheus: string,
  now: EpochMs,
) {
  const fingerprint = seedOf(seedOf(0, JSON.stringify(labels)), 'fingerprint') >>> 0;
  return {
    annotations,
    endsAt: new Date(now + HELD_MS).toISOString(),
    fingerprint: fingerprint.toString(16).padStart(16, '0'),
    receivers: [RECEIVER],
    startsAt: new Date(firesAt).toISOString(),
    status: {
      inhibitedBy: [],
      silencedBy,
      state: silencedBy.length > 0 ? ('suppressed' as const) : ('active' as const),
    },
    updatedAt: new Date(now).toISOString(),
    generatorURL: `http://${prometheus}/graph?g0.expr=${encodeURIComponent(labels.alertname ?? '')}&g0.tab=1`,
    labels,
  };
}

function statusAt(startedAt: EpochMs): unknown {
  return {
    cluster: { peers: [], status: 'disabled' },
    config: { original: CONFIG },
    uptime: new Date(startedAt).toISOString(),
    versionInfo: {
      branch: '',
      buildDate: '',
      buildUser: '',
      goVersion: '',
      revision: 'simulated by duptop',
      version: '0.25.0',
    },
  };
}
