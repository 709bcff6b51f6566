import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDemo } from '../../src/demo/start-demo.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { nodeHttpServers } from '../../src/platform/http-server-node.ts';
import { startPrometheus } from '../lab/prometheus.ts';
import { LAUNCHER } from '../support/run-duptop.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type Bench, medians, runToEnd } from './measure.ts';

const JOBS = 10_000;
const HOSTS = 100;
const ROUNDS = 5;

/** What a script would do without duptop: the same series, put together to the same fields. */
const JQ = `.data.result
  | map(.value[1] as $value | .metric | .instance as $instance
      | .__name__ | capture("^duplicati_(?<metric>.+)_last_(?<field>run_start|run_seconds|exitcode)$")
      | {key: ($instance + " " + .metric), instance: $instance, metric, field, value: $value})
  | group_by(.key)
  | map({instance: .[0].instance, metric: .[0].metric} + (map({key: .field, value: (.value | tonumber)}) | from_entries))`;
const QUERY = '{__name__=~"duplicati_.+_last_(run_start|run_seconds|exitcode)"}';

export const bench: Bench = {
  name: 'list --json of 10,000 jobs from Prometheus',
  run: async () => {
    const demo = await startDemo(
      { jobs: JOBS, hosts: HOSTS, seed: 1 },
      { clock: systemClock, httpServers: nodeHttpServers },
    );
    const folder = tempFolder('bench-list');
    const prometheus = await startPrometheus({
      scrapeConfigs: demo.exporters.map(({ host, url }) => ({
        job_name: host,
        metrics_path: new URL(url).pathname,
        static_configs: [{ targets: [new URL(url).host], labels: { instance: `${host}:9100` } }],
      })),
      scrapeIntervalSeconds: 15,
    });
    try {
      await prometheus.settled();
      const program = join(folder.path, 'jobs.jq');
      writeFileSync(program, JQ);
      const url = `${prometheus.url}/api/v1/query`;
      const { ours, other } = await medians(
        {
          ours: () => runToEnd(process.execPath, [LAUNCHER, 'list', '--json', '--no-exporters', '-p', prometheus.url]),
          other: () =>
            runToEnd('bash', ['-c', 'curl -sS --data-urlencode "query=$0" "$1" | jq -f "$2"', QUERY, url, program]),
        },
        ROUNDS,
      );
      return [
        {
          what: 'duptop list --json',
          ours,
          other,
          unit: 'ms',
          against: 'curl | jq',
          target: { ratio: 0.5, better: 'lower' },
        },
      ];
    } finally {
      await prometheus.stop();
      await demo.stop();
      folder.remove();
    }
  },
};
