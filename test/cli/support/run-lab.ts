import { expect } from 'vitest';
import type { Shell } from '../../../src/cli/shell.ts';
import type { AuditEntry } from '../../../src/ports/audit-log.ts';
import { type RunLineObject, runLineSchema } from '../../../src/present/run/schema.ts';
import { canRename } from '../../lab/host-name.ts';
import { startNodeExporter } from '../../lab/node-exporter.ts';
import { startPrometheus } from '../../lab/prometheus.ts';
import { lackOfSshHosts } from '../../lab/ssh-host.ts';
import { startSshLab } from '../../lab/ssh-lab.ts';
import { type BackupHost, classicLine, SECRETS, startBackupHost } from '../../remote/run/support/backup-host.ts';
import { lackOf } from '../../support/real-parts.ts';
import { type Ended, runInProcess } from './run-in-process.ts';

const METRICS = '/var/lib/prometheus/node-exporter';

export const LACK_OF_RUN_LAB =
  lackOf('prometheus', 'prometheus-node-exporter') ??
  lackOfSshHosts('crontab') ??
  (canRename() ? null : 'no right to give a process its own host name');

/** A host with two failed jobs, /srv/a and /srv/b, its exporter, and a Prometheus. */
export interface RunLab {
  readonly name: string;
  readonly host: BackupHost;
  readonly prometheusUrl: string;
  /** For whoever runs `ssh` by PATH. */
  readonly environment: Readonly<Record<string, string>>;
  readonly openHosts: Shell['openHosts'];
  /** `duptop run` in this process; fails where a secret of the crontab is in anything that comes of it. */
  run(args: readonly string[], given?: Partial<Shell>): Promise<Ended>;
  audited(): readonly Omit<AuditEntry, 'at' | 'user'>[];
  /** Both jobs in the crontab, backups that do nothing, an empty audit log. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRunLab(): Promise<RunLab> {
  const name = 'influx05';
  const lab = startSshLab();
  const host = await startBackupHost(lab, name, 'classic');
  for (const path of ['_srv_a', '_srv_b']) {
    const stem = `duplicati_${name}_${path}`;
    const text = `${stem}_last_run_start 1790000000\n${stem}_last_run_seconds 12\n${stem}_last_exitcode 100\n`;
    host.write(`${METRICS}/${stem}.prom`, text);
  }
  const collectors = ['textfile', 'uname'];
  const exporter = await startNodeExporter({ textfileDirectory: host.file(METRICS), nodename: name, collectors });
  const prometheus = await startPrometheus({ targets: [exporter.instance] });
  await prometheus.settled();
  let audited: Omit<AuditEntry, 'at' | 'user'>[] = [];
  const openHosts: Shell['openHosts'] = async (settings) => lab.openHosts(settings);
  return {
    name,
    host,
    prometheusUrl: prometheus.url,
    environment: lab.environment,
    openHosts,
    audited: () => audited,
    run: async (args, given = {}) => {
      const ended = await runInProcess(['-p', prometheus.url, 'run', ...args], {
        openHosts,
        audit: { write: async (entry) => void audited.push(entry) },
        ...given,
      });
      const all = JSON.stringify([ended, audited, lab.activity.entries()]);
      for (const secret of SECRETS) expect(all).not.toContain(secret);
      return ended;
    },
    reset: async () => {
      audited = [];
      host.crontab(classicLine('/srv/a'), classicLine('/srv/b'));
      host.plan('exit 0');
      await host.run(['rm', '-f', '/usr/bin/hanging']);
    },
    stop: async () => {
      await exporter.stop();
      await prometheus.stop();
      await lab.stop();
    },
  };
}

/** A person who gives one answer. */
export function answering(answer: string): Pick<Shell, 'question'> & { asked(): readonly string[] } {
  const asked: string[] = [];
  const ask = async (text: string): Promise<string> => {
    asked.push(text);
    return answer;
  };
  return { question: { ask }, asked: () => asked };
}

/** The lines of JSON, each as the schema has it. */
export function eventsOf({ stdout }: Ended): readonly RunLineObject[] {
  const lines = stdout.trimEnd().split('\n');
  return lines.map((line) => runLineSchema.parse(JSON.parse(line)));
}
