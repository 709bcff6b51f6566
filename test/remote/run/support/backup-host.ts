import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoginShell, SshHost } from '../../../lab/ssh-host.ts';
import type { SshLab } from '../../../lab/ssh-lab.ts';
import { eventually } from '../../../support/eventually.ts';

const STAND_IN = fileURLToPath(new URL('../../../hostkit/support/duplicati-cli', import.meta.url));
const CLASSIC = fileURLToPath(new URL('classic_wrapper.sh', import.meta.url));
const BETTER = fileURLToPath(new URL('../../../../src/hostkit/duplicati_wrapper.sh', import.meta.url));

/** No other test has them: the command lines of all processes of this machine are looked at. */
export const AUTHID = `planted-authid-${process.pid}`;
export const PASSPHRASE = `planted passphrase ${process.pid}`;
/** In no argv, output, log or JSON of anything that duptop does. */
export const SECRETS = [AUTHID, PASSPHRASE] as const;
export const WRAPPER = '/opt/duplicati_wrapper.sh';
const METRICS = '/var/lib/prometheus/node-exporter';

/** A host with jobs: a wrapper, a stand-in for duplicati-cli, and root's crontab. */
export interface BackupHost extends SshHost {
  /** Bash for the stand-in; see there. */
  plan(script: string): void;
  crontab(...lines: readonly string[]): void;
  /** Writes the crontab as it is, without an end of the last line where it has none. */
  rawCrontab(text: string): void;
  /** Whether the stand-in has come to `hang`. */
  hanging(): Promise<void>;
  /** Arguments of all processes there, a process a line. */
  processes(): Promise<readonly string[]>;
}

export async function startBackupHost(
  lab: SshLab,
  name: string,
  edition: 'classic' | 'better',
  loginShell: LoginShell = 'bash',
): Promise<BackupHost> {
  const host = await lab.startHost({ name, loginShell });
  host.write(WRAPPER, readFileSync(edition === 'classic' ? CLASSIC : BETTER), 0o755);
  host.write('/usr/bin/duplicati-cli', readFileSync(STAND_IN), 0o755);
  host.write(`${METRICS}/.there`, '');
  const rawCrontab = (text: string): void => host.write('/var/spool/cron/crontabs/root', text, 0o600);
  const plan = (script: string): void => host.write('/usr/bin/plan', `${script}\n`);
  plan('exit 0');
  const ps = async (): Promise<readonly string[]> =>
    (await host.run(['ps', '-eww', '-o', 'args='])).output.split('\n').filter((line) => line !== '');
  return {
    ...host,
    plan,
    rawCrontab,
    crontab: (...lines) => rawCrontab(lines.map((line) => `${line}\n`).join('')),
    processes: ps,
    hanging: async () => {
      await eventually(async () => (await host.run(['test', '-e', '/usr/bin/hanging'])).code === 0, {
        what: 'the backup to be going on',
      });
    },
  };
}

/** A crontab's line of the classic wrapper, as Ansible writes it. */
export function classicLine(path: string, schedule = '0 2 * * *'): string {
  return `${schedule} ${WRAPPER} ${path} ${AUTHID} '${PASSPHRASE}' '1W:1D,4W:1W,12M:1M'`;
}
