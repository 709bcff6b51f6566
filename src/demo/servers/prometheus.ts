import type { EpochMs } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Handler, ServedAnswer, ServedRequest } from '../../ports/http-server.ts';
import type { AlertingRule } from '../alerting/alert-rules.ts';
import type { SeriesIndex } from '../promql/series-index.ts';
import { QueryError } from '../promql/tokens.ts';
import type { ScrapedHost } from '../scrape/scraped-host.ts';
import { json, jsonText, text } from './answers.ts';
import { labelValues } from './label-values.ts';
import { instantAnswer, rangeAnswer } from './query-answers.ts';
import { alertsText, rulesText } from './rules-answers.ts';
import { targetsOf } from './targets.ts';

/** What the simulated Prometheus knows. */
export interface PrometheusState {
  readonly index: SeriesIndex;
  readonly hosts: readonly ScrapedHost[];
  readonly rules: readonly AlertingRule[];
  /** `127.0.0.1:PORT` of the Alertmanager. */
  readonly alertmanager: string;
}

const MANY_SERIES = 5000;
const DEAR_MS = 300;

/** The parts of Prometheus' HTTP API that duptop uses; anything else is answered as the real one does. */
export function prometheusHandler(state: PrometheusState, clock: Clock): Handler {
  // A look at the past of many series takes long, and all that is simulated waits for it: what is asked at the same time goes first.
  const inTurn = async (isOfThePast: boolean): Promise<void> => {
    if (isOfThePast && state.index.size > MANY_SERIES)
      await new Promise<void>((resolve) => clock.after(DEAR_MS, resolve));
  };
  const encodedRules = rulesText(state.rules);
  const startedAt = new Date(clock.now()).toISOString();
  const endpoints: Readonly<
    Record<string, (fields: URLSearchParams, now: EpochMs) => ServedAnswer | Promise<ServedAnswer>>
  > = {
    query: async (fields, now) => {
      await inTurn(/\[\w+:\w*\]/.test(fields.get('query') ?? ''));
      return instantAnswer(fields, state.index, now);
    },
    query_range: async (fields) => {
      await inTurn(true);
      return rangeAnswer(fields, state.index);
    },
    'label/__name__/values': async (fields, now) => {
      await inTurn(true);
      return labelValues('__name__', fields, state.index, now);
    },
    targets: (fields, now) => success(targetsOf(state.hosts, fields.get('state'), now)),
    rules: (fields, now) => jsonText(encodedRules(now, fields.get('type') !== 'record')),
    alerts: (_fields, now) => jsonText(alertsText(state.rules, now)),
    alertmanagers: () =>
      success({
        activeAlertmanagers: [{ url: `http://${state.alertmanager}/api/v2/alerts` }],
        droppedAlertmanagers: [],
      }),
    'status/runtimeinfo': () => success({ reloadConfigSuccess: true, lastConfigTime: startedAt }),
  };
  return async (request) => {
    const url = new URL(request.target, 'http://localhost');
    if (url.pathname === '/-/ready') return text('Prometheus Server is Ready.\n');
    if (url.pathname === '/-/healthy') return text('Prometheus Server is Healthy.\n');
    const name = /^\/api\/v1\/(.+)$/.exec(url.pathname)?.[1] ?? '';
    const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
    if (endpoint === undefined) return text('404 page not found\n', 404);
    const takesForm = name === 'query' || name === 'query_range';
    if (request.method !== 'GET' && !(takesForm && request.method === 'POST')) return text('Method Not Allowed\n', 405);
    try {
      return await endpoint(fieldsOf(request, url), clock.now());
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      const message = `invalid parameter "query": 1:${error.at + 1}: parse error: ${error.message}`;
      return json({ status: 'error', errorType: 'bad_data', error: message }, 400);
    }
  };
}

function fieldsOf({ method, body }: ServedRequest, url: URL): URLSearchParams {
  return method === 'POST' ? new URLSearchParams(`${body}&${url.searchParams}`) : url.searchParams;
}

function success(data: unknown): ServedAnswer {
  return json({ status: 'success', data });
}
