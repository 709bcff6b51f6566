import { type Http, HttpError, type HttpIdentity } from '../../ports/http.ts';
import { otherScheme } from '../other-scheme.ts';
import { SourceError } from '../source-error.ts';
import { type Answer, interpret } from './answer.ts';
import type { BaseUrl } from './base-url.ts';
import { readReply } from './reply.ts';

export type Fields = readonly (readonly [name: string, value: string])[];

/** One exchange with the API; the caller knows what the data is. */
export interface Exchange {
  get(endpoint: string, signal?: AbortSignal): Promise<Answer<unknown>>;
  /** A form, so that a query may be long; as a GET where the server, or a proxy before it, takes no POST. */
  post(endpoint: string, fields: Fields, signal?: AbortSignal): Promise<Answer<unknown>>;
}

interface Settings {
  readonly identity: HttpIdentity;
  readonly deadlineMs: number;
  readonly maxBodyBytes: number;
}

export function createExchange(settings: Settings, base: BaseUrl, http: Http): Exchange {
  let takesPost = true;
  const ask = async (endpoint: string, fields: Fields | null, signal?: AbortSignal): Promise<Answer<unknown>> => {
    const shown = `${base.shown}/api/v1/${endpoint.replace(/\?.*/s, '')}`;
    const { identity, deadlineMs, maxBodyBytes } = settings;
    try {
      const response = await http.request({
        url: `${base.request}/api/v1/${endpoint}`,
        accept: 'application/json',
        identity,
        deadlineMs,
        maxBodyBytes,
        ...(fields !== null && { form: fields }),
        ...(signal !== undefined && { signal }),
      });
      return interpret(shown, await readReply(response));
    } catch (error) {
      throw toSourceError(error, shown, base.shown);
    }
  };
  return {
    get: (endpoint, signal) => ask(endpoint, null, signal),
    post: async (endpoint, fields, signal) => {
      if (takesPost) {
        const answer = await ask(endpoint, fields, signal);
        if (answer.kind === 'data') return answer;
      }
      takesPost = false;
      const answer = await ask(`${endpoint}?${inUrl(fields)}`, null, signal);
      if (answer.kind === 'not-there') takesPost = true;
      return answer;
    },
  };
}

function inUrl(fields: Fields): string {
  const search = new URLSearchParams();
  for (const [name, value] of fields) search.append(name, value);
  return search.toString();
}

function toSourceError(error: unknown, url: string, server: string): unknown {
  if (!(error instanceof HttpError)) return error;
  const hint = HINTS[error.kind] ?? otherScheme(error.kind, server);
  return new SourceError(error.kind, url, error.message, { ...(hint !== undefined && { hint }), cause: error });
}

const HINTS: Partial<Record<HttpError['kind'], string>> = {
  refused: 'is the server running, and is it listening at this address and port?',
  'name-not-found': 'check the spelling of the address and the name servers',
  unreachable: 'check the network and the firewall between here and there',
  timeout: 'the server is slow or a firewall swallows the request; --timeout gives it more time',
  tls: 'certificates are set under tls_config in the file of --http-config',
};
