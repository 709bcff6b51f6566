import type { CauseCode } from '../domain/cause.ts';
import type { HostSettings } from '../domain/host-settings.ts';
import type { Seconds } from '../domain/time.ts';
import type { Config } from './config.ts';
import { placeText } from './config-error.ts';
import { pathInFile } from './file-path.ts';
import type { HttpAddress } from './http-address.ts';
import type { HttpHeader } from './http-header.ts';
import type { Origin, Setting } from './origin.ts';
import type { ConfigFile } from './parse-file.ts';
import type { FileSettings } from './schema.ts';

/** A Prometheus or an Alertmanager as it was named: by the file, or by flags and environment. */
export interface ServerEntry {
  readonly name: Setting<string> | null;
  readonly address: Setting<HttpAddress>;
  readonly headers: readonly Setting<HttpHeader>[];
  readonly httpConfig: Setting<string> | null;
}

/** What the configuration file says; `null` where it says nothing. */
export interface FileLayer {
  readonly prometheus: readonly ServerEntry[] | null;
  readonly alertmanagers: readonly ServerEntry[];
  readonly exporters: {
    readonly urls: readonly Setting<HttpAddress>[];
    readonly direct: Setting<boolean> | null;
    readonly concurrency: Setting<number> | null;
    readonly timeout: Setting<Seconds> | null;
    readonly httpConfig: Setting<string> | null;
  };
  readonly timeout: Setting<Seconds> | null;
  readonly history: Setting<boolean> | null;
  readonly ansible: readonly Setting<string>[];
  readonly ssh: readonly Setting<HostSettings>[];
  readonly jobs: readonly Setting<Config['jobs'][number]>[];
  readonly defaultMaxAge: Setting<Seconds> | null;
  readonly ignoreCauses: readonly Setting<CauseCode>[];
  readonly color: Setting<'auto' | 'never'> | null;
  readonly ascii: Setting<boolean | 'auto'> | null;
  readonly readOnly: Setting<boolean> | null;
}

/** No configuration file, or an empty one. */
export const EMPTY_FILE: FileLayer = fileLayer({ path: '', settings: {}, lineOf: () => null }, null);

type Path = readonly PropertyKey[];

/** Gives every value of the file its line, and paths and URLs the form that the rest of duptop takes. */
export function fileLayer({ path: file, settings, lineOf }: ConfigFile, homeFolder: string | null): FileLayer {
  const origin = (path: Path): Origin => ({ by: 'file', file, line: lineOf(path) });
  const said = <Value>(value: Value | undefined, ...path: Path): Setting<Value> | null =>
    value === undefined ? null : { value, origin: origin(path) };
  const each = <Value>(values: readonly Value[] | undefined, ...path: Path): Setting<Value>[] =>
    (values ?? []).map((value, index) => ({ value, origin: origin([...path, index]) }));
  const located = (setting: Setting<string> | null): Setting<string> | null =>
    setting && { ...setting, value: pathInFile(setting.value, file, homeFolder) };

  const serverEntry = (given: ServerGiven, path: Path): ServerEntry => {
    const entry = 'credentials' in given ? { url: given } : given;
    const urlPath = 'credentials' in given ? path : [...path, 'url'];
    return {
      name: said(entry.name, ...path, 'name'),
      address: { value: entry.url, origin: origin(urlPath) },
      headers: Object.entries(entry.headers ?? {}).map(([name, value]) => ({
        value: { name, value },
        origin: origin([...path, 'headers', name]),
      })),
      httpConfig: located(said(entry.httpConfig, ...path, 'httpConfig')),
    };
  };

  const { prometheus, exporters = {} } = settings;
  return {
    prometheus:
      prometheus && 'url' in prometheus
        ? [serverEntry(prometheus, ['prometheus'])]
        : (prometheus?.map((entry, index) => serverEntry(entry, ['prometheus', index])) ?? null),
    alertmanagers: (settings.alertmanagers ?? []).map((entry, index) => serverEntry(entry, ['alertmanagers', index])),
    exporters: {
      urls: each(exporters.urls, 'exporters', 'urls'),
      direct: said(exporters.direct, 'exporters', 'direct'),
      concurrency: said(exporters.concurrency, 'exporters', 'concurrency'),
      timeout: said(exporters.timeout, 'exporters', 'timeout'),
      httpConfig: located(said(exporters.httpConfig, 'exporters', 'httpConfig')),
    },
    timeout: said(settings.timeout, 'timeout'),
    history: said(settings.history, 'history'),
    ansible: each(settings.ansible, 'ansible').map(({ value, origin }) => ({
      value: pathInFile(value, file, homeFolder),
      origin,
    })),
    ssh: each(settings.ssh, 'ssh'),
    jobs: each(settings.jobs, 'jobs').map(({ value, origin }, index) => ({
      value: { ...value, where: placeText({ where: file, line: lineOf(['jobs', index]) }) },
      origin,
    })),
    defaultMaxAge: said(settings.defaultMaxAge, 'defaultMaxAge'),
    ignoreCauses: each(settings.ignoreCauses, 'ignoreCauses'),
    color: said(settings.color, 'color'),
    ascii: said(settings.ascii, 'ascii'),
    readOnly: said(settings.readOnly, 'readOnly'),
  };
}

type ServerGiven = Extract<NonNullable<FileSettings['prometheus']>, readonly unknown[]>[number];
