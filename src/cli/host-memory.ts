import type { FoundRun } from '../domain/host-run/found-run.ts';
import { FileError } from '../ports/files.ts';
import { rememberPaths, type SeenJob } from '../sources/declared/host-memory.ts';
import { cronFields, cronProblem } from '../text/cron-expression.ts';
import { say } from '../text/safe-text.ts';
import type { Shell } from './shell.ts';

/** `$XDG_CACHE_HOME/duptop/hosts.json` (default `~/.cache`); `null` where there is no home. The XDG specification has relative paths ignored. */
export function hostMemoryFile({ environment, homeFolder }: Pick<Shell, 'environment' | 'homeFolder'>): string | null {
  const cache = environment.XDG_CACHE_HOME;
  const folder = cache?.startsWith('/')
    ? cache.replace(/\/+$/, '')
    : homeFolder === null
      ? null
      : `${homeFolder}/.cache`;
  return folder === null ? null : `${folder}/duptop/hosts.json`;
}

/** Keeps the exact path of a job that was found, and its schedule. */
export async function rememberFound({ host, way }: FoundRun, shell: Shell): Promise<void> {
  if (way?.by !== 'crontab') return;
  const { path, schedule } = way.line;
  const fields = cronFields(schedule);
  await rememberJobs(host, [{ path, schedule: cronProblem(fields) === null ? fields : null }], shell);
}

/** Keeps what a host showed of its jobs, so that their paths are no guesses any more. That it can't be kept is told, and no reason to stop. */
export async function rememberJobs(
  host: string,
  jobs: readonly Pick<SeenJob, 'path' | 'schedule'>[],
  shell: Shell,
): Promise<void> {
  const file = hostMemoryFile(shell);
  if (file === null) return;
  const seenAt = shell.clock.now();
  try {
    await rememberPaths(
      file,
      jobs.map((job) => ({ host, seenAt, ...job })),
      shell,
    );
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await shell.stderr.write(`duptop: ${say`${error.path}: ${error.message}; what ${host} showed is not kept`}\n`);
  }
}
