import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Service, startService } from './service.ts';

export interface AlertmanagerOptions {
  readonly port?: number;
  /** Its own `ADDRESS:PORT` in a cluster, and that of a member to join; it is alone where this is left out. */
  readonly cluster?: { readonly listen: string; readonly peer?: string };
  readonly flags?: readonly string[];
}

/** It is ready as soon as it has joined, and tells others of a silence at once. */
const QUICK_CLUSTER = [
  '--cluster.gossip-interval=10ms',
  '--cluster.pushpull-interval=1s',
  '--cluster.settle-timeout=1s',
];

/** A real Alertmanager that groups at once and notifies nobody. */
export function startAlertmanager(options: AlertmanagerOptions = {}): Promise<Service> {
  return startService({
    name: 'alertmanager',
    ...(options.port === undefined ? {} : { port: options.port }),
    readyPath: '/-/ready',
    prepare: ({ folder }) => {
      const route = { receiver: 'nobody', group_wait: '0s', group_interval: '1s' };
      writeFileSync(join(folder, 'alertmanager.yml'), stringify({ route, receivers: [{ name: 'nobody' }] }));
    },
    command: ({ folder, listen }) => [
      'prometheus-alertmanager',
      `--config.file=${join(folder, 'alertmanager.yml')}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=${listen}`,
      `--cluster.listen-address=${options.cluster?.listen ?? ''}`,
      ...(options.cluster === undefined ? [] : QUICK_CLUSTER),
      ...(options.cluster?.peer === undefined ? [] : [`--cluster.peer=${options.cluster.peer}`]),
      '--log.level=warn',
      ...(options.flags ?? []),
    ],
  });
}
