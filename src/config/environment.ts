import { ConfigError } from './config-error.ts';
import { readDuration, TIMEOUT_LIMITS } from './duration.ts';
import { narrowLocale } from './locale.ts';
import type { Setting } from './origin.ts';
import type { ReadOverlay } from './overlay.ts';

/** The process' environment; an empty variable is as good as none. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DIVIDERS = /[\s,]+/;

/**
 * What the environment says: `PROMETHEUS_URL` (one URL or name, or several divided by blanks or commas), `DUPTOP_TIMEOUT`,
 * `DUPTOP_HTTP_CONFIG`, `NO_COLOR` (any value), and the locale where it has no UTF-8. `DUPTOP_CONFIG` is read where the file is looked for.
 */
export function readEnvironment(environment: Environment): ReadOverlay {
  const errors: ConfigError[] = [];
  const said = <Value>(variable: string, value: Value): Setting<Value> => ({
    value,
    origin: { by: 'environment', variable },
  });

  const narrow = narrowLocale(environment);
  const prometheus = (environment.PROMETHEUS_URL ?? '').split(DIVIDERS).filter((text) => text !== '');
  const timeout = environment.DUPTOP_TIMEOUT ? readDuration(environment.DUPTOP_TIMEOUT.trim(), TIMEOUT_LIMITS) : null;
  if (timeout && 'problem' in timeout) errors.push(new ConfigError({ where: 'DUPTOP_TIMEOUT' }, timeout.problem));
  return {
    overlay: {
      prometheus: [...new Set(prometheus)].map((text) => said('PROMETHEUS_URL', text)),
      exporterUrls: [],
      exporters: null,
      headers: [],
      httpConfig: environment.DUPTOP_HTTP_CONFIG ? said('DUPTOP_HTTP_CONFIG', environment.DUPTOP_HTTP_CONFIG) : null,
      timeout: timeout && 'seconds' in timeout ? said('DUPTOP_TIMEOUT', timeout.seconds) : null,
      color: environment.NO_COLOR ? said('NO_COLOR', 'never') : null,
      ascii: narrow === null ? null : said(narrow, 'on-terminal'),
      readOnly: null,
    },
    errors,
  };
}
