import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import type { Socket } from 'node:net';
import process from 'node:process';
import { FileError } from '../ports/files.ts';
import type { PrivateFolder } from '../ports/private-folder.ts';

const PREFIX = '/tmp/duptop-demo-';

/**
 * Ends whatever has the folder in its environment, which all that is started there does, and removes it. More than one round: what is being
 * ended may have started something just before.
 */
const REMOVE = `
case $1 in ${PREFIX}*) ;; *) exit 1 ;; esac
round=0
while [ "$round" -lt 50 ]; do
  round=$((round + 1))
  left=
  for entry in $(printf '%s\\n' "$1/" | grep -lsF -f - /proc/[0-9]*/environ); do
    entry=\${entry#/proc/}
    kill -KILL "\${entry%/environ}" 2>/dev/null && left=yes
  done
  [ -n "$left" ] || break
  sleep 0.02
done
rm -rf -- "$1"
`;
/** Descriptor 3 ends when duptop does, however that comes. It is no child of duptop: who ends that with all of its children leaves it. */
const GUARD = `( trap '' INT TERM HUP; read -r _ <&3; ${REMOVE} ) & exit`;

/**
 * Makes a folder with mode 0700 in which programs may be started that have it in their environment. When it is removed, or duptop ends, even
 * killed, they are ended and the folder goes.
 * @throws FileError where there can be none
 */
export function makeSandbox(): PrivateFolder {
  const path = madeFolder();
  const letGo = startGuard(path);
  const remove = () => {
    spawnSync('/bin/sh', ['-c', REMOVE, 'duptop-demo', path], { stdio: 'ignore' });
  };
  process.once('exit', remove);
  return {
    path,
    remove: () => {
      process.off('exit', remove);
      remove();
      letGo();
    },
  };
}

/** The returned function ends it. */
function startGuard(path: string): () => void {
  const guard = spawn('/bin/sh', ['-c', GUARD, 'duptop-demo', path], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  guard.on('error', () => {});
  guard.unref();
  const held = guard.stdio[3] as Socket | null;
  held?.on('error', () => {});
  held?.unref();
  return () => void held?.destroy();
}

function madeFolder(): string {
  try {
    return mkdtempSync(PREFIX);
  } catch (error) {
    throw new FileError('denied', '/tmp', 'nothing can be made in it', { cause: error });
  }
}
