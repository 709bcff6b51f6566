import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NodeExporter, startNodeExporter } from '../lab/node-exporter.ts';
import { describeWith } from '../support/describe-with.ts';
import { LAUNCHER } from '../support/run-duptop.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';

/** As a wrapper of duptop writes it, of a path that Ansible would evaluate. */
const labelled = (host: string, path: string): string =>
  `duplicati_job_last_exit_code{host="${host}",path="${path.replaceAll('"', '\\"')}"} 100\n` +
  `duplicati_job_last_start_timestamp_seconds{host="${host}",path="${path.replaceAll('"', '\\"')}"} ${Math.floor(Date.now() / 1000)}\n`;

describeWith(
  ['ansible', 'ansible-inventory', 'prometheus-node-exporter'],
  'Ansible with duptop for its inventory',
  () => {
    const host = hostname();
    let folder: TempFolder;
    let exporter: NodeExporter;
    let script: string;
    let trap: string;

    beforeAll(async () => {
      folder = tempFolder('ansible');
      script = join(folder.path, 'duptop.sh');
      trap = join(folder.path, 'evaluated');
      const textfiles = join(folder.path, 'textfiles');
      mkdirSync(textfiles);
      writeFileSync(join(textfiles, 'job.prom'), labelled(host, `/srv/{{ lookup("pipe", "touch ${trap}") }}`));
      exporter = await startNodeExporter({ textfileDirectory: textfiles, collectors: ['textfile', 'uname'] });
      const command = `'${process.execPath}' '${LAUNCHER}' --exporter '${exporter.url}' inventory "$@"`;
      writeFileSync(script, `#!/bin/sh\nexec ${command}\n`);
      chmodSync(script, 0o755);
    });
    afterAll(async () => {
      await exporter?.stop();
      folder?.remove();
    });

    const run = (program: string, ...args: readonly string[]): string => {
      const environment = { PATH: process.env.PATH, HOME: folder.path, LC_ALL: 'C.UTF-8', ANSIBLE_NOCOLOR: '1' };
      const { stdout, stderr, status } = spawnSync(program, ['-i', script, ...args], {
        encoding: 'utf8',
        env: environment,
      });
      expect(status, stdout + stderr).toBe(0);
      return stdout;
    };

    it('reads groups and hosts from it', () => {
      const inventory = JSON.parse(run('ansible-inventory', '--list'));
      expect(inventory.failed).toEqual({ hosts: [host] });
      expect(inventory._meta.hostvars[host]).toMatchObject({
        duptop_status: 'failed',
        duptop_jobs: [{ exit_code: 100 }],
      });
      expect(JSON.parse(run('ansible-inventory', '--host', host)).duptop_host).toBe(host);
    });

    it('acts on the hosts with a failed job, and on no host of a group without any', () => {
      const output = run('ansible', 'failed', '-m', 'ping', '-c', 'local');
      expect(output).toContain(`${host} | SUCCESS => {`);
      expect(run('ansible', 'missing', '-m', 'ping', '-c', 'local')).not.toContain('SUCCESS');
      expect(run('ansible', 'cause_exit_failed', '--list-hosts')).toContain(host);
    });

    it('does not evaluate what a host calls its paths', () => {
      const output = run('ansible', 'failed', '-m', 'debug', '-a', 'var=duptop_jobs', '-c', 'local');
      expect(output).toContain('/srv/{{ lookup(');
      expect(existsSync(trap)).toBe(false);
    });
  },
);
