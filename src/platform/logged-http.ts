import type { ActivityLog } from '../ports/activity-log.ts';
import type { Clock } from '../ports/clock.ts';
import { type Http, HttpError, type HttpRequest, type HttpResponse, methodOf } from '../ports/http.ts';
import { say } from '../text/safe-text.ts';
import { withoutCredentials } from '../text/shown-url.ts';

/** Writes down each request once its answer was read or given up, or failed: what was asked, how it ended, how long it took. */
export function createLoggedHttp(http: Http, log: ActivityLog, clock: Clock): Http {
  return {
    request: async (request) => {
      const at = clock.now();
      const what = say`${methodOf(request)} ${shownUrl(request.url)}`;
      const kind = changes(request) ? 'act' : 'request';
      let isOver = false;
      const end = (outcome: string, failed: boolean): void => {
        if (isOver) return;
        isOver = true;
        log.add({ kind, at, what, outcome: say`${outcome}`, failed, durationMs: clock.now() - at });
      };
      try {
        return watched(await http.request(request), end);
      } catch (error) {
        end(reasonOf(error), true);
        throw error;
      }
    },
  };
}

/** A query is sent as a form. */
function changes({ json, method }: HttpRequest): boolean {
  return json !== undefined || method === 'DELETE';
}

function watched(response: HttpResponse, end: (outcome: string, failed: boolean) => void): HttpResponse {
  const { status, contentType } = response;
  const failed = status >= 400;
  return {
    status,
    contentType,
    body: readAll(response, (error) => {
      if (error === null) end(`${status}`, failed);
      else end(`${status}, ${reasonOf(error)}`, true);
    }),
    discard: () => {
      response.discard();
      end(`${status}`, failed);
    },
  };
}

/** `over` is told once: `null` when the body was read, or nobody wanted more of it. */
async function* readAll(
  { body }: HttpResponse,
  over: (error: unknown) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* body;
    over(null);
  } catch (error) {
    over(error);
    throw error;
  } finally {
    over(null);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof HttpError) return error.kind === 'aborted' ? 'given up' : error.message;
  return error instanceof Error ? error.message : String(error);
}

/** Without user and password; of the query only what the servers themselves define: any other part may be a secret of the person who gave the address. */
function shownUrl(url: string): string {
  const bare = withoutCredentials(url);
  const at = bare.indexOf('?');
  if (at < 0) return bare;
  const parts = bare.slice(at + 1).split('&');
  return `${bare.slice(0, at)}?${parts.map(shownPart).join('&')}`;
}

/** Names and values that mean something to a node exporter, a Prometheus or an Alertmanager. */
const HARMLESS: readonly RegExp[] = [
  /^(?:collect|exclude)(?:\[\]|%5B%5D)=[a-z_]+$/i,
  /^state=(?:active|dropped|any|firing|pending|inactive)$/,
  /^type=(?:alert|record)$/,
  /^(?:active|silenced|inhibited|unprocessed|muted|exclude_alerts)=(?:true|false)$/,
];

function shownPart(part: string): string {
  if (HARMLESS.some((form) => form.test(part))) return decodeURIComponent(part);
  const at = part.indexOf('=');
  return at < 0 ? '***' : `${part.slice(0, at)}=***`;
}
