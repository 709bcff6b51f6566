import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Node exporters with backup jobs, simulated in one process: host N serves at `/hostN/metrics`. */
export interface SimulatedExporters {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  stop(): void;
}

export async function simulateExporters({
  hosts,
  jobsPerHost,
}: {
  hosts: number;
  jobsPerHost: number;
}): Promise<SimulatedExporters> {
  const pages = Array.from({ length: hosts }, (_, host) => pageOf(host, jobsPerHost));
  const server = createServer((request, response) => {
    const page = pages[Number(/^\/host(\d+)\//.exec(request.url ?? '')?.[1] ?? -1)];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/plain; version=0.0.4' }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Sorted by name, as node_exporter has it. */
function pageOf(host: number, jobs: number): string {
  const startedAt = Math.floor(Date.now() / 1000) - 3600;
  const lines = Array.from({ length: jobs }, (_, job) => {
    const stem = `duplicati_host${host}__srv_job${job}`;
    return [
      `${stem}_last_exitcode ${job % 50 === 0 ? 100 : 0}`,
      `${stem}_last_run_seconds ${60 + job}`,
      `${stem}_last_run_start ${startedAt - job}`,
    ];
  }).flat();
  return [...lines, 'node_textfile_scrape_error 0', `node_uname_info{nodename="host${host}"} 1`, ''].join('\n');
}
