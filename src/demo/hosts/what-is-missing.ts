import type { Clock } from '../../ports/clock.ts';
import { ProcessError, type Processes } from '../../ports/processes.ts';
import { limitOf } from '../../remote/limit.ts';
import { processOutput } from '../../remote/process-output.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const DEADLINE_MS = 10_000;
const MAX_BYTES = 4096;

/** Words: a folder. Prints what this machine lacks, a line each. */
const SCRIPT = `
[ -r /proc/self/environ ] || echo /proc
for program in bash base32 setsid flock awk sed grep stat timeout; do
  command -v "$program" >/dev/null 2>&1 || echo "$program"
done
printf '#!/bin/sh\\n' >"$1/check" && chmod 700 "$1/check" && "$1/check" 2>/dev/null || echo '/tmp in which programs can be started'
rm -f -- "$1/check"
`;

/** What a simulated host needs and this machine has not. */
export async function whatIsMissing(
  folder: string,
  { clock, processes }: { readonly clock: Clock; readonly processes: Processes },
): Promise<readonly string[]> {
  const limit = limitOf({ deadlineMs: DEADLINE_MS }, clock);
  try {
    const { stdout } = await processOutput(
      { program: '/bin/sh', args: ['-c', SCRIPT, 'check', folder], environment: { PATH }, input: { text: '' } },
      { maxBytes: MAX_BYTES, signal: limit.signal },
      processes,
    );
    return stdout
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    return [error.program];
  } finally {
    limit.lift();
  }
}
