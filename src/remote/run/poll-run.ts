import type { RunEnd } from '../../domain/host-run/run-event.ts';
import { say } from '../../text/safe-text.ts';
import type { HostShell } from '../host-shell.ts';
import { notUnderstood } from './find-run.ts';
import { POLL_SCRIPT } from './poll-script.ts';
import { earliestStart, type FilePosition, type RunHandle } from './run-handle.ts';
import { Told } from './told.ts';

/** How a run is at one moment. */
export interface PolledRun {
  /** `null`: it goes on. */
  readonly end: RunEnd | null;
  readonly output: Part | null;
  readonly log: Part | null;
}

/** What has come into a file. */
export interface Part {
  /** Whole lines, without the newline of the last. */
  readonly bytes: Uint8Array;
  readonly next: FilePosition;
  /** There are whole lines that were not taken. */
  readonly more: boolean;
}

/** At 32 MiB of output, as much as is kept, 64 round trips. */
const PART_BYTES = 512 * 1024;
const DEADLINE_MS = 30_000;
/** Asks how a run is: one script, nothing held. @throws RemoteError */
export async function pollRun(shell: HostShell, handle: RunHandle, signal: AbortSignal): Promise<PolledRun> {
  const { path, folder, pid, ticks, metrics, output: outputAt, log: logAt } = handle;
  const files = [outputAt, logAt].flatMap((at) => [at?.file ?? '', String(at?.offset ?? 0), String(PART_BYTES)]);
  const { output, complaint } = await shell.run(
    { body: POLL_SCRIPT, words: [path, folder ?? '', String(pid), ticks, metrics, ...files] },
    { what: say`how the run of ${path} is`, deadlineMs: DEADLINE_MS, maxBytes: 4 * PART_BYTES, signal },
  );
  const told = Told.in(output);
  if (told.text('done') !== 'yes') throw notUnderstood(shell, complaint);
  const raw = new TextDecoder().decode(output);
  return {
    end: endOf(told, handle),
    output: partOf('output', outputAt, told, raw),
    log: partOf('log', logAt, told, raw),
  };
}

/** The wrapper of the field ends with 0 whatever became of the backup: where its metrics are of this run, they have the code. */
function endOf(told: Told, handle: RunHandle): RunEnd | null {
  const state = told.text('state');
  if (state === 'running') return null;
  const shown = told.moment('shown-start');
  const earliest = earliestStart(handle);
  const isThisRun = shown !== null && earliest !== null && shown >= earliest;
  const code = isThisRun ? told.number('shown-code') : null;
  return state === 'ended'
    ? { exitCode: code ?? told.number('code'), at: told.moment('end') }
    : { exitCode: code, at: null };
}

function partOf(name: string, at: FilePosition | null, told: Told, raw: string): Part | null {
  const next = told.number(`${name}-next`);
  if (at === null || next === null) return null;
  const base64 = new RegExp(`^${name}:(.*)$`, 'm').exec(raw)?.[1] ?? '';
  return {
    bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    next: { file: at.file, offset: next },
    more: (told.number(`${name}-more`) ?? 0) > 0,
  };
}
