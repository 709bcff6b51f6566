import { hostname } from 'node:os';
import { canRename, underName } from './host-name.ts';
import { type Service, startService } from './service.ts';

export interface NodeExporterOptions {
  readonly textfileDirectory: string;
  /** Where to listen; any loopback address, such as `127.0.0.5`. */
  readonly address?: string;
  readonly port?: number;
  /** What `node_uname_info` shall say; ignored where this machine can't rename a process. */
  readonly nodename?: string;
  /** Only these collectors, to save work; all of the default ones where it is left out. */
  readonly collectors?: readonly string[];
  /** More command-line flags. */
  readonly flags?: readonly string[];
}

export interface NodeExporter extends Service {
  /** `ADDRESS:PORT`, as Prometheus makes the instance label. */
  readonly instance: string;
  readonly metricsUrl: string;
  /** The wanted name, or the machine's own where none was wanted; `null`: a name was wanted and this machine can't give it. */
  readonly nodename: string | null;
}

/** A real node exporter over a textfile directory. */
export async function startNodeExporter(options: NodeExporterOptions): Promise<NodeExporter> {
  const { nodename, collectors } = options;
  const renamed = nodename !== undefined && canRename();
  const service = await startService({
    name: 'node-exporter',
    ...(options.address === undefined ? {} : { address: options.address }),
    ...(options.port === undefined ? {} : { port: options.port }),
    readyPath: '/metrics',
    command: ({ listen }) => {
      const command = [
        'prometheus-node-exporter',
        `--web.listen-address=${listen}`,
        `--collector.textfile.directory=${options.textfileDirectory}`,
        ...(collectors ? ['--collector.disable-defaults', ...collectors.map((name) => `--collector.${name}`)] : []),
        ...(options.flags ?? []),
      ] as const;
      return renamed ? underName(nodename, command) : command;
    },
  });
  return Object.assign(service, {
    instance: `${service.address}:${service.port}`,
    metricsUrl: `${service.url}/metrics`,
    nodename: nodename === undefined ? hostname() : renamed ? nodename : null,
  });
}
