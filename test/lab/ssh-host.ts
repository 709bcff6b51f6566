import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventually, GiveUp } from '../support/eventually.ts';
import { findBinary, lackOf } from '../support/real-parts.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { freePort } from './free-port.ts';
import { childrenOf } from './proc.ts';
import { startProcess } from './process.ts';

/** What is written there stays in memory and goes with the host. */
const COVERED = 'etc opt usr var';
const EMPTY = 'home root run srv';
/** The Node that runs the tests: where it is on this machine, the host may have a folder of its own. */
export const LAB_NODE = '/usr/bin/lab-node';
/** Its parts are copied before its own /tmp hides them. */
const COVER = `set -e
parts=$1 name=$2 shell=$3
mount -t tmpfs -o mode=755 none "$parts/cover"
for folder in ${COVERED}; do
  mkdir -p "$parts/cover/$folder/upper" "$parts/cover/$folder/work"
  mount -t overlay -o "lowerdir=/$folder,upperdir=$parts/cover/$folder/upper,workdir=$parts/cover/$folder/work" none "/$folder"
done
touch ${LAB_NODE}
mount --bind "$5" ${LAB_NODE}
for folder in ${EMPTY}; do mount -t tmpfs -o mode=755 none "/$folder"; done
cp "$parts/sshd_config" "$parts/host_key" "$parts/host_key.pub" "$parts/authorized_keys" /etc/ssh/
chmod 600 /etc/ssh/host_key
mount -t tmpfs -o mode=1777 none /tmp
hostname "$name"
echo "$name" >/etc/hostname
echo "127.0.1.1 $name" >>/etc/hosts
mkdir -p /run/sshd /run/lock /home/ops
sed -i "s|^root:.*|root:x:0:0:root:/root:$shell|; /^ops:/d" /etc/passwd
echo "ops:x:4242:4242::/home/ops:$shell" >>/etc/passwd
sed -i 's|^root:[^:]*|root:*|; /^ops:/d' /etc/shadow
echo 'ops:*:19000:0:99999:7:::' >>/etc/shadow
chown 4242:4242 /home/ops
rm -rf /var/spool/cron/crontabs/* /etc/cron.d/* /etc/sudoers.d/*
rm -f /opt/duplicati_* /var/duplicati_*
exec "$4" -D -e -f /etc/ssh/sshd_config
`;
const ENVIRONMENT = [
  'HOME=/root',
  'LC_ALL=C.UTF-8',
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
] as const;

export type LoginShell = 'bash' | 'dash' | 'fish' | 'zsh' | 'tcsh';

export interface SshHostOptions {
  /** What `hostname` says there, and what it is called for ssh. */
  readonly name: string;
  /** That of root and of ops; bash where it is left out. */
  readonly loginShell?: LoginShell;
  /** More lines of its sshd_config; they win over the usual ones. */
  readonly sshd?: readonly string[];
}

interface Ended {
  readonly code: number;
  /** stdout and stderr. */
  readonly output: string;
}

/**
 * A host with a real sshd on loopback: this machine's programs under another name, with processes of its own and
 * folders of its own: /etc, /opt, /usr and /var, which begin as this machine's without its jobs, and /home, /root, /run, /srv and /tmp,
 * which begin empty. All that runs there, detached or not, ends with it. Users that the lab's key lets in: root, ops.
 */
export interface SshHost {
  readonly name: string;
  readonly port: number;
  /** Its host key, as known_hosts has it behind the name. */
  readonly hostKey: string;
  /** Where a file of the host is seen from outside. */
  file(path: string): string;
  /** Writes a file there, with the folders that it lies in. */
  write(path: string, content: string | Uint8Array, mode?: number): void;
  read(path: string): string;
  /** Runs a command there as root, without ssh, in an environment of its own. */
  run(command: readonly string[], environment?: readonly string[]): Promise<Ended>;
  /** Ends every connection at the host's side, as a network that is gone would; what was started over it runs on. */
  cutConnections(): void;
  /** Says nothing any more over the connections that there are, as a network that lost them would. */
  silenceConnections(): void;
  /** What sshd said. */
  output(): string;
  stop(): Promise<void>;
}

/** Why there can be no such host here; `null` where there can. */
export function lackOfSshHosts(...programs: readonly string[]): string | null {
  const lack = lackOf('ssh', 'sshd', 'ssh-keygen', 'unshare', 'nsenter', ...programs);
  if (lack !== null) return lack;
  if (process.getuid?.() !== 0) return 'not root, who alone can give a host folders of its own';
  const folder = tempFolder('ssh-host-try');
  const script = `mkdir "$1/u" "$1/w" && mount -t tmpfs none "$1" && mkdir "$1/u" "$1/w" && mount -t overlay -o "lowerdir=/etc,upperdir=$1/u,workdir=$1/w" none /etc`;
  const tried = spawnSync('unshare', ['--mount', '--uts', '--pid', '--fork', 'sh', '-c', script, 'sh', folder.path]);
  folder.remove();
  return tried.status === 0 ? null : 'overlayfs in a namespace of its own, which this machine does not allow';
}

/** @param authorizedKeys the public keys that log in as root or ops, a line each */
export async function startSshHost(
  { name, loginShell = 'bash', sshd = [] }: SshHostOptions,
  authorizedKeys: string,
): Promise<SshHost> {
  const { path: parts, remove } = tempFolder('ssh-host');
  const port = await freePort();
  mkdirSync(join(parts, 'cover'));
  makeKey(join(parts, 'host_key'));
  writeFileSync(join(parts, 'authorized_keys'), authorizedKeys, { mode: 0o644 });
  writeFileSync(join(parts, 'sshd_config'), [...sshd, ...sshdConfig(port)].join('\n').concat('\n'));
  const shell = findBinary(loginShell) ?? loginShell;
  const namespaces = ['--mount', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const cover = ['bash', '-c', COVER, 'bash', parts, name, shell, findBinary('sshd') ?? 'sshd', process.execPath];
  const holder = startProcess('unshare', [...namespaces, ...cover]);
  const stop = async (): Promise<void> => {
    await holder.stop();
    remove();
  };
  try {
    const listens = (): boolean => {
      if (!holder.running) throw new GiveUp(`${name} ended: ${holder.output()}`);
      return holder.output().includes('Server listening');
    };
    await eventually(listens, { what: `the sshd of ${name}`, deadlineMs: 60_000 });
  } catch (error) {
    await stop();
    throw error;
  }
  const server = (): number => childrenOf(holder.pid)[0] ?? -1;
  const root = server();
  const file = (inner: string): string => `/proc/${root}/root${inner}`;
  return {
    name,
    port,
    hostKey: readFileSync(join(parts, 'host_key.pub'), 'utf8').split(' ').slice(0, 2).join(' '),
    file,
    write: (inner, content, mode = 0o644) => {
      mkdirSync(dirname(file(inner)), { recursive: true });
      writeFileSync(file(inner), content, { mode });
    },
    read: (inner) => readFileSync(file(inner), 'utf8'),
    run: async (command, environment = ENVIRONMENT) => {
      const enter = ['--target', String(root), '--mount', '--uts', '--pid', '--wd=/', 'env', '-i', ...environment];
      const child = startProcess('nsenter', [...enter, ...command]);
      return { code: await child.exited, output: child.output() };
    },
    cutConnections: () => {
      for (const pid of sshdsUnder(root)) signal(pid, 'SIGKILL');
    },
    silenceConnections: () => {
      for (const pid of sshdsUnder(root)) signal(pid, 'SIGSTOP');
    },
    output: () => holder.output(),
    stop,
  };
}

/** A key pair without a passphrase: FILE and FILE.pub. */
export function makeKey(file: string): void {
  const made = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', file], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`ssh-keygen: ${made.stderr}`);
}

function sshdConfig(port: number): readonly string[] {
  return [
    `ListenAddress 127.0.0.1:${port}`,
    'HostKey /etc/ssh/host_key',
    'AuthorizedKeysFile /etc/ssh/authorized_keys',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    'UsePAM no',
    'UseDNS no',
    'PidFile none',
    'AcceptEnv LANG LC_*',
    'LogLevel VERBOSE',
  ];
}

/** The processes of the connections, not what was started over them. */
function sshdsUnder(pid: number): readonly number[] {
  return childrenOf(pid)
    .filter(isSshd)
    .flatMap((child) => [child, ...sshdsUnder(child)]);
}

function isSshd(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('sshd');
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
