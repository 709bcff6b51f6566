import { spawnSync } from 'node:child_process';
import { dyingWithParent } from './process.ts';

/** Ways to give a process a host name of its own: as root, or in a user namespace where those are allowed. */
const NAMESPACES = [
  ['unshare', '--uts'],
  ['unshare', '--user', '--map-root-user', '--uts'],
] as const;
const SET_NAME = 'hostname "$1" && shift && exec "$@"';

let found: readonly string[] | null | undefined;

/** Whether this machine lets us run a program under another host name. */
export function canRename(): boolean {
  found ??= NAMESPACES.find((way) => works(way)) ?? null;
  return found !== null;
}

/** The command line that runs `command` where `uname` and `hostname` say `name`. The network is shared. */
export function underName(name: string, command: readonly string[]): readonly [file: string, ...args: string[]] {
  if (!canRename() || !found) throw new Error('no way to give a process its own host name');
  const [file = 'unshare', ...args] = found;
  // Entering a user namespace clears the parent-death signal that was set before.
  return [file, ...args, 'sh', '-c', SET_NAME, 'sh', name, ...dyingWithParent(), ...command];
}

function works([file, ...args]: readonly [string, ...string[]]): boolean {
  return spawnSync(file, [...args, 'sh', '-c', SET_NAME, 'sh', 'probe', 'true'], { stdio: 'ignore' }).status === 0;
}
