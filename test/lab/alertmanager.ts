import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Service, startService } from './service.ts';

export interface AlertmanagerOptions {
  readonly port?: number;
  readonly flags?: readonly string[];
}

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
      '--cluster.listen-address=',
      '--log.level=warn',
      ...(options.flags ?? []),
    ],
  });
}
