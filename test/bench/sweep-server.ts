import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';

/**
 * Node exporters, simulated: `node sweep-server.ts COUNT` listens on that many ports of loopback, prints them as JSON, and answers each
 * request with what a node exporter answers when it is asked for little. It does no more than that, so that it does not get in the
 * way of whoever is measured. Ends with its stdin.
 */
const count = Number(process.argv[2]);
const page = pageOf();
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: ${page.length}\r\n\r\n${page}`,
);

const ports = await Promise.all(Array.from({ length: count }, listen));
console.log(JSON.stringify(ports));
process.stdin.resume().once('end', () => process.exit());

function listen(): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('data', () => socket.write(answer)).on('error', () => socket.destroy());
  });
  return new Promise((resolve) => {
    server.listen({ port: 0, host: '127.0.0.1', backlog: 64 }, () => resolve((server.address() as AddressInfo).port));
  });
}

/** About 12 kB. */
function pageOf(): string {
  const jobs = ['_srv', '_var_lib_influxdb_'].flatMap((path) =>
    ['last_exitcode 0', 'last_run_seconds 812', 'last_run_start 1.795549083e+09'].flatMap((series) => {
      const name = `duplicati_host01_${path}_${series}`;
      const bare = name.split(' ')[0];
      return [
        `# HELP ${bare} Metric read from /var/lib/prometheus/node-exporter/x.prom`,
        `# TYPE ${bare} untyped`,
        name,
      ];
    }),
  );
  const own = Array.from({ length: 85 }, (_, i) => [
    `# HELP go_memstats_statistic_${i}_bytes Number of bytes that this statistic counts in the process.`,
    `# TYPE go_memstats_statistic_${i}_bytes gauge`,
    `go_memstats_statistic_${i}_bytes 1.7174528e+07`,
  ]).flat();
  return [
    ...jobs,
    ...own,
    'node_scrape_collector_success{collector="textfile"} 1',
    'node_textfile_mtime_seconds{file="/var/lib/prometheus/node-exporter/x.prom"} 1.795549083e+09',
    'node_textfile_scrape_error 0',
    'node_uname_info{domainname="(none)",machine="x86_64",nodename="host01",release="6",sysname="Linux",version="#1"} 1',
    'promhttp_metric_handler_errors_total{cause="gathering"} 0',
    '',
  ].join('\n');
}
