import type { Files } from '../ports/files.ts';
import {
  type Access,
  type Config,
  DEFAULT_CONCURRENCY,
  DEFAULT_EXPORTER_TIMEOUT_SECONDS,
  DEFAULT_MAX_AGE_SECONDS,
  DEFAULT_TIMEOUT_SECONDS,
  type ExportersConfig,
} from './config.ts';
import { ConfigErrors } from './config-error.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { EMPTY_FILE, type FileLayer, fileLayer, type ServerEntry } from './file-layer.ts';
import { type Flags, readFlags } from './flags.ts';
import type { HttpHeader } from './http-header.ts';
import { configCandidates } from './locate.ts';
import { DEFAULT, type Origin, type Setting } from './origin.ts';
import type { Overlay } from './overlay.ts';
import type { ConfigFile } from './parse-file.ts';
import { chooseEntries, DEFAULT_PROMETHEUS, withNames } from './prometheus-list.ts';
import { readConfigFile } from './read-file.ts';

/** Where settings come from beside the file. */
export interface ConfigSources {
  readonly flags: Flags;
  readonly environment: Environment;
  /** `null` where nobody knows it. */
  readonly homeFolder: string | null;
}

/**
 * The effective configuration: flags go before the environment, that before the file, that before the defaults.
 * @throws ConfigErrors everything that is wrong in all of them at once
 */
export async function resolveConfig({ flags, environment, homeFolder }: ConfigSources, files: Files): Promise<Config> {
  const fromFlags = readFlags(flags);
  const fromEnvironment = readEnvironment(environment);
  const errors = [...fromFlags.errors, ...fromEnvironment.errors];
  let file: ConfigFile | null = null;
  try {
    file = await readConfigFile(configCandidates({ flag: flags.config, environment, homeFolder }), files);
  } catch (error) {
    if (!(error instanceof ConfigErrors)) throw error;
    errors.push(...error.errors);
  }
  if (errors.length > 0) throw new ConfigErrors(errors);
  return mergeLayers(fromFlags.overlay, fromEnvironment.overlay, file, file ? fileLayer(file, homeFolder) : EMPTY_FILE);
}

/** Takes each value from the first layer that says it, and notes which that was. */
function mergeLayers(flags: Overlay, environment: Overlay, read: ConfigFile | null, file: FileLayer): Config {
  const origins = new Map<string, Origin>();
  const take = <Value>(key: string, setting: Setting<Value>): Value => {
    origins.set(key, setting.origin);
    return setting.value;
  };
  const takeEach = <Value>(key: string, settings: readonly Setting<Value>[]): readonly Value[] =>
    settings.map((setting, index) => take(`${key}[${index}]`, setting));
  const access = (
    key: string,
    headers: readonly Setting<HttpHeader>[],
    httpConfig: Setting<string> | null,
  ): Access => ({
    headers: headers.map((header) => take(`${key}.headers.${header.value.name}`, header)),
    httpConfig: httpConfig && take(`${key}.httpConfig`, httpConfig),
  });

  const entries = prometheusEntries(flags, environment, file);
  const httpConfig = flags.httpConfig ?? environment.httpConfig;
  const timeout = flags.timeout ?? environment.timeout;
  const noExporters = flags.exporters;
  const exporterUrls = flags.exporterUrls.length > 0 ? flags.exporterUrls : file.exporters.urls;
  // Sent to the Prometheus servers: credentials for them are no business of every exporter's, unless only exporters are asked.
  const forExporters = entries.length === 0;

  const exporters: ExportersConfig = {
    urls: takeEach('exporters.urls', noExporters ? [] : exporterUrls),
    direct: take('exporters.direct', noExporters ?? file.exporters.direct ?? { value: true, origin: DEFAULT }),
    concurrency: take(
      'exporters.concurrency',
      file.exporters.concurrency ?? { value: DEFAULT_CONCURRENCY, origin: DEFAULT },
    ),
    timeoutSeconds: take(
      'exporters.timeout',
      timeout ?? file.exporters.timeout ?? file.timeout ?? { value: DEFAULT_EXPORTER_TIMEOUT_SECONDS, origin: DEFAULT },
    ),
    ...access(
      'exporters',
      forExporters ? flags.headers : [],
      (forExporters ? httpConfig : null) ?? file.exporters.httpConfig,
    ),
  };
  return {
    prometheus: withNames(entries).map(({ name, entry }, index) => {
      const key = `prometheus[${index}]`;
      return {
        name: take(`${key}.name`, name),
        ...take(`${key}.url`, entry.address),
        ...access(key, overriding(entry.headers, flags.headers), httpConfig ?? entry.httpConfig),
      };
    }),
    alertmanagers: withNames(file.alertmanagers).map(({ name, entry }, index) => {
      const key = `alertmanagers[${index}]`;
      return {
        name: take(`${key}.name`, name),
        ...take(`${key}.url`, entry.address),
        ...access(key, entry.headers, entry.httpConfig),
      };
    }),
    exporters,
    timeoutSeconds: take('timeout', timeout ?? file.timeout ?? { value: DEFAULT_TIMEOUT_SECONDS, origin: DEFAULT }),
    history: take('history', file.history ?? { value: true, origin: DEFAULT }),
    ansible: takeEach('ansible', file.ansible),
    ssh: takeEach('ssh', file.ssh),
    jobs: takeEach('jobs', file.jobs),
    defaultMaxAgeSeconds: take(
      'defaultMaxAge',
      file.defaultMaxAge ?? { value: DEFAULT_MAX_AGE_SECONDS, origin: DEFAULT },
    ),
    ignoreCauses: takeEach('ignoreCauses', file.ignoreCauses),
    color: take('color', flags.color ?? environment.color ?? file.color ?? { value: 'auto', origin: DEFAULT }),
    ascii: take('ascii', asciiSetting(flags, environment, file)),
    readOnly: take('readOnly', flags.readOnly ?? file.readOnly ?? { value: false, origin: DEFAULT }),
    file: read?.path ?? null,
    origins,
  };
}

/** What the locale says is no more than a default. */
function asciiSetting(flags: Overlay, environment: Overlay, file: FileLayer): Setting<Config['ascii']> {
  const chosen = file.ascii?.value === 'auto' ? null : file.ascii;
  return flags.ascii ?? chosen ?? environment.ascii ?? file.ascii ?? { value: 'auto', origin: DEFAULT };
}

/** The default is asked only where nobody names a Prometheus, nor an exporter that could be asked instead. */
function prometheusEntries(flags: Overlay, environment: Overlay, file: FileLayer): readonly ServerEntry[] {
  const choices = flags.prometheus.length > 0 ? flags.prometheus : environment.prometheus;
  if (choices.length > 0) {
    const { entries, errors } = chooseEntries(choices, file.prometheus ?? []);
    if (errors.length > 0) throw new ConfigErrors(errors);
    return entries;
  }
  if (file.prometheus) return file.prometheus;
  const exporterNamed = flags.exporterUrls.length > 0 || file.exporters.urls.length > 0;
  return exporterNamed && !flags.exporters ? [] : [DEFAULT_PROMETHEUS];
}

function overriding(
  headers: readonly Setting<HttpHeader>[],
  by: readonly Setting<HttpHeader>[],
): readonly Setting<HttpHeader>[] {
  const names = new Set(by.map(({ value }) => value.name.toLowerCase()));
  return [...headers.filter(({ value }) => !names.has(value.name.toLowerCase())), ...by];
}
