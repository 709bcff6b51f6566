import { type SafeText, say } from '../text/safe-text.ts';
import { ConfigError } from './config-error.ts';
import { readDuration, TIMEOUT_LIMITS } from './duration.ts';
import { type HttpAddress, readExporterAddress } from './http-address.ts';
import { type HttpHeader, readHeader } from './http-header.ts';
import type { Setting } from './origin.ts';
import type { ReadOverlay } from './overlay.ts';

/** The global flags as the command line gives them. `true` for a flag that can only be negated says nothing. */
export interface Flags {
  readonly prometheus: readonly string[];
  readonly exporter: readonly string[];
  /** `--no-exporters` makes it `false`. */
  readonly exporters?: boolean | undefined;
  readonly config?: string | undefined;
  readonly httpConfig?: string | undefined;
  readonly timeout?: string | undefined;
  /** `--no-color` makes it `false`. */
  readonly color?: boolean | undefined;
  readonly ascii?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  /** Each `Name: value`. */
  readonly header: readonly string[];
}

/** What the flags say, except `--config`. */
export function readFlags(flags: Flags): ReadOverlay {
  const errors: ConfigError[] = [];
  const refuse = (flag: string, problem: SafeText) => errors.push(new ConfigError({ where: flag }, problem));
  const said = <Value>(flag: string, value: Value): Setting<Value> => ({ value, origin: { by: 'flag', flag } });

  const exporterUrls = new Map<string, Setting<HttpAddress>>();
  for (const text of flags.exporter) {
    const read = readExporterAddress(text);
    if ('problem' in read) refuse('--exporter', read.problem);
    else exporterUrls.set(read.address.url, said('--exporter', read.address));
  }
  if (flags.exporters === false && flags.exporter.length > 0)
    refuse('--no-exporters', say`says to ask no exporter, but --exporter names one`);

  const headers = new Map<string, Setting<HttpHeader>>();
  for (const text of flags.header) {
    const read = readHeader(text);
    if ('problem' in read) refuse('--header', read.problem);
    else headers.set(read.header.name.toLowerCase(), said('--header', read.header));
  }

  const timeout = flags.timeout === undefined ? null : readDuration(flags.timeout, TIMEOUT_LIMITS);
  if (timeout && 'problem' in timeout) refuse('--timeout', timeout.problem);
  return {
    overlay: {
      prometheus: [...new Set(flags.prometheus)].map((text) => said('--prometheus', text)),
      exporterUrls: [...exporterUrls.values()],
      exporters: flags.exporters === false ? said('--no-exporters', false) : null,
      headers: [...headers.values()],
      httpConfig: flags.httpConfig === undefined ? null : said('--http-config', flags.httpConfig),
      timeout: timeout && 'seconds' in timeout ? said('--timeout', timeout.seconds) : null,
      color: flags.color === false ? said('--no-color', 'never') : null,
      ascii: flags.ascii === true ? said('--ascii', true) : null,
      readOnly: flags.readOnly === true ? said('--read-only', true) : null,
    },
    errors,
  };
}
