import type { Config } from '../config/config.ts';
import { identityOf } from '../config/identity.ts';
import type { DeclaredSource, Fleet } from '../fleet/fleet.ts';
import { fromConfig } from '../sources/declared/from-config.ts';
import { createPrometheus } from '../sources/prometheus/client.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import { hostMemoryFile } from './host-memory.ts';
import { identityLoader } from './load-identity.ts';
import type { Shell } from './shell.ts';

/** Of the answer of a Prometheus; 100,000 jobs make about 60 MB. */
const MAX_ANSWER_BYTES = 128 * 1024 * 1024;
/** Of an exporter's page; 10,000 jobs on one host make about 2 MB. */
const MAX_PAGE_BYTES = 16 * 1024 * 1024;

/**
 * The fleet that a configuration describes, ready to be asked.
 * @throws ConfigErrors for an HTTP client configuration file that can't be used
 * @throws SourceError for an address that can't be one of a Prometheus
 */
export async function openFleet(
  config: Config,
  shell: Pick<Shell, 'http' | 'files' | 'environment' | 'homeFolder'>,
): Promise<Fleet> {
  const { http, files } = shell;
  const load = identityLoader({ files });
  const { exporters } = config;
  return {
    prometheus: await Promise.all(
      config.prometheus.map(async (entry) =>
        createPrometheus(
          {
            name: entry.name,
            url: entry.url,
            identity: await identityOf(entry, load),
            deadlineMs: config.timeoutSeconds * 1000,
            maxBodyBytes: MAX_ANSWER_BYTES,
          },
          http,
        ),
      ),
    ),
    exporters: {
      urls: exporters.urls.map(withCredentials),
      direct: exporters.direct,
      options: {
        identity: await identityOf({ ...exporters, credentials: null }, load),
        deadlineMs: exporters.timeoutSeconds * 1000,
        concurrency: exporters.concurrency,
        maxBodyBytes: MAX_PAGE_BYTES,
      },
    },
    declared: [...declaredSources(config, files), ...(await rememberedSources(shell))],
    history: config.history,
    settings: { defaultMaxAgeSeconds: config.defaultMaxAgeSeconds, ignoreCauses: new Set(config.ignoreCauses) },
  };
}

/** Who is asked first: `prometheus default, 2 exporters`. */
export function askingText({ prometheus, exporters }: Fleet): SafeText {
  const named = exporters.urls.length;
  const servers = prometheus.map(({ name }) => `prometheus ${name}`);
  return say`${[...servers, ...(named === 0 ? [] : [named === 1 ? 'an exporter' : `${named} exporters`])].join(', ')}`;
}

/** Each exporter has credentials of its own, which go in its address: nothing that shows an address shows them. */
function withCredentials({ url, credentials }: Config['exporters']['urls'][number]): string {
  if (credentials === null) return url;
  const parsed = new URL(url);
  parsed.username = encodeURIComponent(credentials.username);
  parsed.password = encodeURIComponent(credentials.password);
  return parsed.href;
}

function declaredSources({ jobs, file, ansible }: Config, files: Shell['files']): readonly DeclaredSource[] {
  const inventories = ansible.map(
    (folder): DeclaredSource => ({
      id: `ansible:${folder}`,
      kind: 'ansible',
      name: folder,
      path: folder,
      read: async () => (await import('../sources/declared/from-ansible.ts')).fromAnsible(folder, files),
    }),
  );
  if (jobs.length === 0) return inventories;
  const own: DeclaredSource = {
    id: `config:${file ?? ''}`,
    kind: 'config',
    name: 'configuration',
    path: file ?? '',
    read: async () => fromConfig(jobs),
  };
  return [own, ...inventories];
}

/** What hosts showed when they were looked at. */
async function rememberedSources(
  shell: Pick<Shell, 'files' | 'environment' | 'homeFolder'>,
): Promise<readonly DeclaredSource[]> {
  const file = hostMemoryFile(shell);
  if (file === null || (await shell.files.kind(file)) !== 'file') return [];
  const read: DeclaredSource['read'] = async () =>
    (await import('../sources/declared/from-hosts.ts')).fromHosts(file, shell.files);
  return [{ id: `host:${file}`, kind: 'host', name: 'hosts', path: file, read }];
}
