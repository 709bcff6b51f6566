import { type SafeText, visible } from '../text/safe-text.ts';
import type { Access, Config } from './config.ts';
import { durationText } from './duration.ts';
import { addressText, MASK } from './http-address.ts';
import { DEFAULT, originText } from './origin.ts';

/** One value of the effective configuration, for people. */
export interface ShownSetting {
  /** `prometheus[0].url`. */
  readonly key: SafeText;
  /** Secrets are masked. */
  readonly value: SafeText;
  readonly origin: SafeText;
}

/** Data that JSON can hold. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Every value with who said it, in the order of the file's documentation; secrets masked, values that are not set left out. */
export function describeConfig(config: Config): readonly ShownSetting[] {
  return leavesOf('', maskedSettings(config)).map(({ key, value }) => ({
    key: visible(key),
    value: visible(key === 'ascii' && config.ascii === 'on-terminal' ? `${value}: ASCII on a terminal` : value),
    origin: originText(originOf(config, key)),
  }));
}

/** The same as data: `settings` in the shape of the file, `origins` by path. Secrets are masked. */
export function configAsJson(config: Config): {
  readonly file: string | null;
  readonly settings: Json;
  readonly origins: Readonly<Record<string, string>>;
} {
  const origins = [...config.origins].map(([key, origin]) => [key, originText(origin)] as const);
  return { file: config.file, settings: maskedSettings(config), origins: Object.fromEntries(origins) };
}

/** The only way from a configuration to text: nothing secret comes out of it. */
function maskedSettings(config: Config): Json {
  const { exporters } = config;
  return {
    prometheus: config.prometheus.map((entry) => ({
      name: entry.name,
      url: addressText(entry),
      ...maskedAccess(entry),
    })),
    alertmanagers: config.alertmanagers.map((entry) => ({
      name: entry.name,
      url: addressText(entry),
      ...maskedAccess(entry),
    })),
    exporters: {
      urls: exporters.urls.map(addressText),
      direct: exporters.direct,
      concurrency: exporters.concurrency,
      timeout: durationText(exporters.timeoutSeconds),
      ...maskedAccess(exporters),
    },
    timeout: durationText(config.timeoutSeconds),
    history: config.history,
    ansible: config.ansible,
    ssh: config.ssh.map((entry) => ({ ...entry })),
    jobs: config.jobs.map(({ target, maxAgeSeconds, schedule }) => ({
      ...(target.by === 'path' ? { host: target.host, path: target.path } : { metric: target.metric }),
      maxAge: maxAgeSeconds === null ? null : durationText(maxAgeSeconds),
      schedule,
    })),
    defaultMaxAge: durationText(config.defaultMaxAgeSeconds),
    ignoreCauses: config.ignoreCauses,
    color: config.color,
    ascii: config.ascii === 'on-terminal' ? 'auto' : config.ascii,
    readOnly: config.readOnly,
  };
}

function maskedAccess({ headers, httpConfig }: Access): { readonly [key: string]: Json } {
  return { headers: Object.fromEntries(headers.map(({ name }) => [name, MASK])), httpConfig };
}

function leavesOf(key: string, value: Json): readonly { readonly key: string; readonly value: string }[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [{ key, value: String(value) }];
  if (isList(value)) {
    if (value.length === 0) return [{ key, value: 'none' }];
    return value.flatMap((item, index) => leavesOf(`${key}[${index}]`, item));
  }
  return Object.entries(value).flatMap(([name, item]) => leavesOf(key === '' ? name : `${key}.${name}`, item));
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}

/** That of the value itself, else of what it is part of. */
function originOf(config: Config, key: string) {
  for (let path = key; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['), 0))) {
    const origin = config.origins.get(path);
    if (origin) return origin;
  }
  return DEFAULT;
}
