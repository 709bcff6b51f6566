import { betterMetric } from '../../../src/domain/metric-name.ts';
import type { EpochMs } from '../../../src/domain/time.ts';
import { type LabelledState, labelledFile } from '../labelled-textfile.ts';
import { HOUR, type Machine, MINUTE, machine, runAgo, type Verdict } from '../machine.ts';
import { classicFile, type LabRun } from '../textfile.ts';

const HOST = 'better01';
/** What a path may hold to hurt a terminal: colours, a cleared screen, a bidi override, a line end, quotes and backslashes. */
const HOSTILE_PATH = '/srv/\x1b[31mred\x1b[0m\x1b[2J\u202egnp.exe\u202c\n"\\';

interface Run {
  readonly title: string;
  readonly path: string;
  readonly run: LabRun;
  readonly labelled: LabelledState;
  readonly expected: Verdict;
}

/** A host with duptop's own wrapper: the labelled family beside the classic series. */
export function betterWrapper(now: EpochMs): readonly Machine[] {
  const last = runAgo(now, 20 * HOUR, 0);
  const failure = runAgo(now, 2 * HOUR, 100);
  const ok: Verdict = { status: 'ok', cause: null };
  const runs: readonly Run[] = [
    {
      title: 'a run is going on, and says so',
      path: '/srv/db',
      run: last,
      labelled: { ...stateAfter(last), startedAt: now - 10 * MINUTE, running: true },
      expected: { status: 'running', cause: null },
    },
    {
      title: 'failed, and still knows when it last succeeded',
      path: '/srv/web',
      run: failure,
      labelled: { ...stateAfter(failure), succeededAt: now - 26 * HOUR, attempts: 10 },
      expected: { status: 'failed', cause: 'exit-failed' },
    },
    {
      title: 'a path with blanks and UTF-8',
      path: '/srv/Müller & Söhne/写真',
      run: last,
      labelled: stateAfter(last),
      expected: ok,
    },
    {
      title: 'a path that would act on the terminal',
      path: HOSTILE_PATH,
      run: last,
      labelled: stateAfter(last),
      expected: ok,
    },
  ];
  return [
    machine(HOST, {
      files: runs.flatMap(({ path, run, labelled }) => [
        classicFile(betterMetric(HOST, path), run),
        labelledFile(HOST, path, labelled),
      ]),
      rules: runs.map(({ path }) => betterMetric(HOST, path)),
      jobs: runs.map(({ title, path, expected }) => ({ title, path, metric: betterMetric(HOST, path), expected })),
    }),
  ];
}

function stateAfter({ startedAt, seconds, exitCode }: LabRun): LabelledState {
  const at = startedAt + seconds * 1000;
  return {
    startedAt,
    completed: { at, seconds, exitCode },
    succeededAt: exitCode <= 2 ? at : null,
    attempts: 1,
    running: false,
  };
}
