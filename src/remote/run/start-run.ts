import type { FoundRun } from '../../domain/host-run/found-run.ts';
import type { RefusedWhy } from '../../domain/host-run/run-event.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { shellWord } from '../../text/shell-word.ts';
import type { HostShell } from '../host-shell.ts';
import { notUnderstood, SCRIPT_LIMITS } from './find-run.ts';
import type { RunHandle } from './run-handle.ts';
import { START_SCRIPT } from './start-script.ts';
import { Told } from './told.ts';

/** What came of starting a job. */
export type StartOutcome =
  | { readonly kind: 'started'; readonly handle: RunHandle }
  | { readonly kind: 'refused'; readonly why: RefusedWhy; readonly message: SafeText; readonly hint: SafeText | null };

/**
 * Starts a job as it was found to be started, unless it runs: detached, so that it outlives the connection. What the crontab's line says is
 * read on the host again, and stays there. @throws RemoteError: where the connection was lost, it may have been started all the same
 */
export async function startRun(shell: HostShell, found: FoundRun, signal: AbortSignal): Promise<StartOutcome> {
  const { path, way } = found;
  if (way === null) throw new RangeError('nothing starts this job');
  const words =
    way.by === 'crontab'
      ? [path, 'crontab', way.line.source, way.line.wrapper, way.line.config ?? '']
      : [path, 'wrapper', '', way.wrapper, ''];
  const { output, complaint } = await shell.run(
    { body: START_SCRIPT, words },
    { what: say`start ${path}`, changes: true, ...SCRIPT_LIMITS, signal },
  );
  const told = Told.in(output);
  const outcome = told.text('outcome');
  if (outcome === null) throw notUnderstood(shell, complaint);
  const handle = outcome === 'started' ? handleIn(told, found) : null;
  return handle === null ? refusal(outcome, told, found, shell.host) : { kind: 'started', handle };
}

function handleIn(told: Told, { path, log, metrics, database }: FoundRun): RunHandle | null {
  const [folder, pid, ticks] = [told.text('folder'), told.number('pid'), told.text('ticks')];
  if (folder === null || pid === null || ticks === null) return null;
  return {
    path,
    folder,
    pid,
    ticks,
    startedAt: told.moment('start'),
    output: { file: `${folder}/output`, offset: 0 },
    log: log && { file: log.file, offset: told.number('log-size') ?? 0 },
    metrics,
    database,
  };
}

function refusal(outcome: string, told: Told, found: FoundRun, host: string): StartOutcome {
  const detail = told.text('detail') ?? '';
  const refused = (why: RefusedWhy, message: SafeText, hint: SafeText | null = null): StartOutcome => ({
    kind: 'refused',
    why,
    message,
    hint,
  });
  switch (outcome) {
    case 'running': {
      const pid = told.number('going-pid');
      return refused(
        'running',
        say`a run of this job is going on${pid === null ? '' : say` (process ${pid} on ${host})`}`,
        say`duptop run --follow ${shellWord(`${found.host}:${found.path}`)} follows it`,
      );
    }
    case 'changed':
      return refused('changed', say`the crontab on ${host} has changed meanwhile`, say`look again, then try again`);
    case 'no-folder':
      return refused(
        'host-unfit',
        say`${host}: ${detail} can't keep the run: it must be a folder of the user’s own with mode 700`,
        say`somebody else may have made it; remove it there`,
      );
    case 'no-program':
      return refused('host-unfit', say`${host} has no ${detail}`, say`util-linux and coreutils have what is needed`);
    case 'no-user':
      return refused(
        'host-unfit',
        say`the line is to run as ${detail}, which is not possible from here`,
        say`reach the host as root, or set become in the ssh settings of the configuration (sudo -n)`,
      );
    default:
      return refused('host-unfit', say`${host}: the answer can't be understood`);
  }
}
