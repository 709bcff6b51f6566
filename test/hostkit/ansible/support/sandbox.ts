import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess } from '../../../lab/process.ts';
import { eventually, GiveUp } from '../../../support/eventually.ts';
import { lackOf } from '../../../support/real-parts.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** What the role writes to; everything else is the machine's own. */
const FOLDERS = 'etc opt root run usr var';
/** Covers the folders so that what is written stays in memory, and goes with the process. */
const COVER = `set -e
mount -t tmpfs -o mode=700 none "$1"
for name in ${FOLDERS}; do
  mkdir -p "$1/$name/upper" "$1/$name/work"
  mount -t overlay -o "lowerdir=/$name,upperdir=$1/$name/upper,workdir=$1/$name/work" none "/$name"
done
# apt would read long lists of packages, of which nothing is needed.
mount -t tmpfs none /var/lib/apt/lists
rm -f /var/cache/apt/*.bin
hostname "$2"
echo ready
`;
/** What is said may be longer than what is kept of a process. */
const TO_FILE = 'exec "$@" >"$0" 2>&1';
const ENVIRONMENT = [
  'HOME=/root',
  'LC_ALL=C.UTF-8',
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
] as const;

export interface Ended {
  readonly code: number;
  /** stdout and stderr. */
  readonly output: string;
}

/** This machine under another name: what is written to it is thrown away. */
export interface Sandbox {
  /** Where a file of the sandbox is seen from outside. */
  file(path: string): string;
  text(path: string): string;
  run(command: readonly string[], environment?: readonly string[]): Promise<Ended>;
  stop(): Promise<void>;
}

/** Why there can be no sandbox here; `null` where there can. */
export function lackOfSandbox(...programs: readonly string[]): string | null {
  const lack = lackOf('unshare', 'nsenter', ...programs);
  if (lack !== null) return lack;
  if (process.getuid?.() !== 0) return 'not root, who alone can cover the folders of this machine';
  const { path, remove } = tempFolder('sandbox-try');
  const tried = spawnSync('unshare', ['--mount', '--uts', 'bash', '-c', COVER, 'bash', path, 'try']);
  remove();
  return tried.status === 0 ? null : 'overlayfs in a namespace of its own, which this machine does not allow';
}

export async function startSandbox(hostname: string): Promise<Sandbox> {
  const { path, remove } = tempFolder('sandbox');
  const script = `${COVER}exec sleep infinity`;
  const holder = startProcess('unshare', ['--mount', '--uts', 'bash', '-c', script, 'bash', path, hostname]);
  const ready = (): boolean => {
    if (!holder.running) throw new GiveUp(`the sandbox ended: ${holder.output()}`);
    return holder.output().includes('ready');
  };
  await eventually(ready, { what: 'the sandbox to be there' });
  const file = (inner: string): string => `/proc/${holder.pid}/root${inner}`;
  return {
    file,
    text: (inner) => readFileSync(file(inner), 'utf8'),
    run: async (command, environment = ENVIRONMENT) => {
      const enter = ['--target', String(holder.pid), '--mount', '--uts', '--wd=/', 'env', '-i', ...environment];
      const log = join(path, 'output');
      const code = await startProcess('nsenter', [...enter, 'sh', '-c', TO_FILE, log, ...command]).exited;
      return { code, output: readFileSync(file(log), 'utf8') };
    },
    stop: async () => {
      await holder.stop();
      remove();
    },
  };
}
