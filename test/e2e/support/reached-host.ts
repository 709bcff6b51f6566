import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { canRename } from '../../lab/host-name.ts';
import { type NodeExporter, startNodeExporter } from '../../lab/node-exporter.ts';
import { type Prometheus, startPrometheus } from '../../lab/prometheus.ts';
import { LAB_NODE, lackOfSshHosts } from '../../lab/ssh-host.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { type BackupHost, classicLine, startBackupHost } from '../../remote/run/support/backup-host.ts';
import { lackOf } from '../../support/real-parts.ts';
import { tempFolder } from '../../support/temp-folder.ts';

export const METRICS = '/var/lib/prometheus/node-exporter';
const STAND_IN = '/usr/bin/stand-in.mjs';
const SOURCE = fileURLToPath(new URL('../../../src/demo/duplicati-cli.ts', import.meta.url));

/** Why there can be no such fleet here; `null` where there can. */
export function lackOfReachedHost(): string | null {
  return (
    lackOf('prometheus', 'prometheus-node-exporter', 'sqlite3') ??
    lackOfSshHosts('crontab') ??
    (canRename() ? null : 'no right to give a process its own host name')
  );
}

/** A host that ssh reaches, with the classic wrapper, jobs that have failed, and a stand-in that writes real databases; watched by a Prometheus. */
export interface ReachedHost {
  readonly name: string;
  readonly lab: SshLab;
  readonly host: BackupHost;
  readonly exporter: NodeExporter;
  readonly prometheus: Prometheus;
  /** How the next backups go: about so many seconds, with that code. */
  plan(seconds: number, code: number): void;
  stop(): Promise<void>;
}

export async function startReachedHost(name: string, paths: readonly string[]): Promise<ReachedHost> {
  const lab = startSshLab();
  const ended: (() => Promise<void>)[] = [() => lab.stop()];
  const stop = async (): Promise<void> => {
    for (const end of ended.splice(0).reverse()) await end();
  };
  try {
    const host = await startBackupHost(lab, name, 'classic');
    host.write(STAND_IN, standIn());
    for (const path of paths) {
      const stem = `duplicati_${name}_${path.replaceAll('/', '_')}`;
      host.write(`${METRICS}/${stem}.prom`, failedMetrics(stem));
    }
    host.crontab(...paths.map((path) => classicLine(path)));
    const collectors = ['textfile', 'uname'];
    const exporter = await startNodeExporter({ textfileDirectory: host.file(METRICS), nodename: name, collectors });
    ended.push(() => exporter.stop());
    const prometheus = await startPrometheus({ targets: [exporter.instance] });
    ended.push(() => prometheus.stop());
    await prometheus.settled();
    const plan = (seconds: number, code: number): void =>
      host.plan(
        `DUPTOP_STAND_IN_SECONDS=${seconds} DUPTOP_STAND_IN_CODE=${code} exec ${LAB_NODE} --no-warnings ${STAND_IN} "$@"`,
      );
    return { name, lab, host, exporter, prometheus, plan, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** In one file: the host has not all of ours. */
function standIn(): Uint8Array {
  const folder = tempFolder('stand-in');
  try {
    const outfile = join(folder.path, 'stand-in.mjs');
    buildSync({ entryPoints: [SOURCE], outfile, bundle: true, platform: 'node', format: 'esm' });
    return readFileSync(outfile);
  } finally {
    folder.remove();
  }
}

function failedMetrics(stem: string): string {
  return `${stem}_last_run_start 1790000000\n${stem}_last_run_seconds 12\n${stem}_last_exitcode 100\n`;
}
