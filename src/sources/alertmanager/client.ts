import type { DeliveredAlert } from '../../domain/alert.ts';
import type { SourceId } from '../../domain/reading.ts';
import type { NewSilence, Silence } from '../../domain/silence.ts';
import type { Http } from '../../ports/http.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { parseBaseUrl } from '../prometheus/base-url.ts';
import type { Parsed } from '../prometheus/sample.ts';
import { SourceError } from '../source-error.ts';
import { parseDeliveredAlerts } from './delivered-alert.ts';
import { createExchange, type ExchangeSettings } from './exchange.ts';
import { isSilenceId, parseSilences, silenceJson } from './silence.ts';
import { type AlertmanagerStatus, parseStatus } from './status.ts';

export interface AlertmanagerSettings extends ExchangeSettings {
  readonly name: string;
  /** With its path prefix: `http://host:9093`, `https://host/alertmanager`. */
  readonly url: string;
}

/** A list, and what there is to say about what is not in it. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly warnings: readonly SafeText[];
}

/** One Alertmanager, by the second version of its API. Every call throws a SourceError where there is no usable answer. */
export interface Alertmanager {
  readonly source: SourceId;
  readonly name: string;
  /** Without credentials. */
  readonly url: string;
  /** Those that are suppressed included. */
  alerts(signal?: AbortSignal): Promise<Listed<DeliveredAlert>>;
  silences(signal?: AbortSignal): Promise<Listed<Silence>>;
  status(signal?: AbortSignal): Promise<AlertmanagerStatus>;
  /** Makes a silence, or changes the one with the id, and gives its id: another one where what it matches is changed, or where it had expired. */
  silence(silence: NewSilence, id: string | null, signal?: AbortSignal): Promise<string>;
  expire(id: string, signal?: AbortSignal): Promise<void>;
}

/** @throws SourceError for an address that can't be one of an Alertmanager */
export function createAlertmanager(settings: AlertmanagerSettings, http: Http): Alertmanager {
  const base = parseBaseUrl(settings.url);
  const { identity, deadlineMs, maxBodyBytes } = settings;
  const ask = createExchange({ identity, deadlineMs, maxBodyBytes }, base, http);
  const source: SourceId = `alertmanager:${settings.name}`;
  return {
    source,
    name: settings.name,
    url: base.shown,
    alerts: async (signal) =>
      listed(await ask({ path: 'alerts' }, signal), base.shown, 'alerts', (data) => parseDeliveredAlerts(data, source)),
    silences: async (signal) =>
      listed(await ask({ path: 'silences' }, signal), base.shown, 'silences', (data) => parseSilences(data, source)),
    status: async (signal) => parseStatus(await ask({ path: 'status' }, signal)),
    silence: async (silence, id, signal) => {
      const answer = await ask({ path: 'silences', json: silenceJson(silence, id) }, signal);
      const { silenceID } = (answer ?? {}) as { silenceID?: unknown };
      if (typeof silenceID === 'string' && isSilenceId(silenceID)) return silenceID;
      throw new SourceError('not-understood', base.shown, say`it took the silence, but gave it no id`);
    },
    expire: async (id, signal) => {
      await ask({ path: `silence/${encodeURIComponent(id)}`, method: 'DELETE' }, signal);
    },
  };
}

/** What is not of the right shape is left out and told. */
function listed<Item>(
  answer: unknown,
  url: string,
  what: string,
  parse: (data: unknown) => Parsed<Item> | null,
): Listed<Item> {
  const parsed = parse(answer);
  if (parsed === null) {
    throw new SourceError('not-understood', url, say`the answer has no list of ${what}`, {
      hint: 'is this the address of an Alertmanager, with its path prefix?',
    });
  }
  const { items, dropped } = parsed;
  return { items, warnings: dropped === 0 ? [] : [say`${dropped} ${what} were left out: not of the expected form`] };
}
