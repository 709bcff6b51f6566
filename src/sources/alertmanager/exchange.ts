import { type Http, HttpError, type HttpIdentity } from '../../ports/http.ts';
import { otherScheme } from '../other-scheme.ts';
import type { BaseUrl } from '../prometheus/base-url.ts';
import { readReply } from '../prometheus/reply.ts';
import { SourceError } from '../source-error.ts';
import { interpret } from './answer.ts';

/** What a request to the API does. */
type Call =
  | { readonly path: string }
  | { readonly path: string; readonly json: string }
  | { readonly path: string; readonly method: 'DELETE' };

export interface ExchangeSettings {
  readonly identity: HttpIdentity;
  /** For each request. */
  readonly deadlineMs: number;
  readonly maxBodyBytes: number;
}

/** One exchange with the API: the JSON of the answer, `null` for an empty one. @throws SourceError for anything but a success */
export type Exchange = (call: Call, signal?: AbortSignal) => Promise<unknown>;

const OPENINGS = '[{';

export function createExchange(settings: ExchangeSettings, base: BaseUrl, http: Http): Exchange {
  return async ({ path, ...doing }, signal) => {
    const shown = `${base.shown}/api/v2/${path}`;
    try {
      const response = await http.request({
        ...settings,
        ...doing,
        url: `${base.request}/api/v2/${path}`,
        accept: 'application/json',
        ...(signal !== undefined && { signal }),
      });
      return interpret(shown, await readReply(response, OPENINGS));
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      const hint = HINTS[error.kind] ?? otherScheme(error.kind, base.shown);
      throw new SourceError(error.kind, shown, error.message, { ...(hint !== undefined && { hint }), cause: error });
    }
  };
}

const NOT_FROM_HERE =
  'is this address one that can be reached from here? name the one that can under "alertmanagers" in the configuration';
const HINTS: Partial<Record<HttpError['kind'], string>> = {
  refused: NOT_FROM_HERE,
  'name-not-found': NOT_FROM_HERE,
  unreachable: NOT_FROM_HERE,
  timeout: NOT_FROM_HERE,
  tls: 'certificates are set under tls_config in the file that httpConfig names, under "alertmanagers" in the configuration',
};
