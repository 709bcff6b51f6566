const SECOND_MS = 1000;
/** An old busybox has a `timeout` that reads its options otherwise, and some hosts have none. */
const ENDED_IN_TIME = 'if timeout -k 1 9 true 2>/dev/null; then exec timeout -k 1 "$1" /bin/sh -s; fi; exec /bin/sh -s';

/**
 * The command of a shell that runs, as that user, what it reads on its standard input. It never asks for a password. At the deadline it is
 * ended there, with all that it has started in its process group: when the connection goes, nobody else ends a script that hangs.
 */
export function shellWords(become: string | null, deadlineMs: number): readonly string[] {
  const becoming = become === null ? [] : ['sudo', '-n', '-u', become, '--'];
  return [...becoming, '/bin/sh', '-c', ENDED_IN_TIME, 'sh', String(Math.ceil(deadlineMs / SECOND_MS))];
}
