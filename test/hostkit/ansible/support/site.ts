import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBinary } from '../../../support/real-parts.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import type { Ended, Sandbox } from './sandbox.ts';

const ROLE = fileURLToPath(new URL('../../../../src/hostkit/ansible', import.meta.url));
const VAULT_PASSWORD = 'open sesame';
const SETTINGS = ['ANSIBLE_PIPELINING=1', 'ANSIBLE_NOCOLOR=1', 'ANSIBLE_RETRY_FILES_ENABLED=0', 'PYTHONUNBUFFERED=1'];

export interface Site {
  readonly folder: string;
  /** Writes a file of the site; the name may hold folders. */
  write(name: string, text: string): void;
  /** A text as YAML that only Ansible can read. */
  vault(text: string): string;
  /** Runs a playbook in a sandbox, with these flags more. */
  play(sandbox: Sandbox, playbook: string, ...flags: readonly string[]): Promise<Ended>;
  remove(): void;
}

/** What an Ansible user has: the role under roles/, and inventory, variables and playbooks as `texts`. */
export function ansibleSite(texts: Readonly<Record<string, string>>): Site {
  const { path: folder, remove } = tempFolder('site');
  const vaultPassword = join(folder, 'vault-password');
  cpSync(ROLE, join(folder, 'roles/duplicati'), { recursive: true, dereference: true });
  const write: Site['write'] = (name, text) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries({ ...texts, 'vault-password': VAULT_PASSWORD })) write(name, text);
  return {
    folder,
    write,
    remove,
    vault: (text) => {
      const args = ['encrypt_string', '--vault-password-file', vaultPassword, '--stdin-name', 'it'];
      const { stdout, stderr, status } = spawnSync('ansible-vault', args, { encoding: 'utf8', input: text });
      if (status !== 0) throw new Error(stderr);
      return stdout.slice(stdout.indexOf('!vault')).trimEnd();
    },
    play: (sandbox, playbook, ...flags) => {
      const program = findBinary('ansible-playbook') ?? 'ansible-playbook';
      const files = ['--inventory', join(folder, 'hosts'), '--vault-password-file', vaultPassword];
      return sandbox.run(['env', ...SETTINGS, program, ...files, ...flags, join(folder, playbook)]);
    },
  };
}

/** How many tasks of a run changed something, or would; `null` where the run failed. */
export function changedTasks({ code, output }: Ended): number | null {
  const recap = /: ok=\d+ +changed=(\d+) +unreachable=0 +failed=0 /.exec(output);
  return code === 0 && recap ? Number(recap[1]) : null;
}
