import { describe, expect, it } from 'vitest';
import { RunExitCodes } from '../../src/cli/run-exit-codes.ts';
import type { RefusedWhy, RunEvent } from '../../src/domain/host-run/run-event.ts';
import { say } from '../../src/text/safe-text.ts';

const ended = (exitCode: number | null): RunEvent => ({ type: 'ended', end: { exitCode, at: null } });
const refused = (why: RefusedWhy): RunEvent => ({ type: 'refused', why, message: say`no`, hint: null });
const shows = (exitCode: number): RunEvent => ({
  type: 'exporter-shows',
  run: { startedAt: 0, durationSeconds: 1, exitCode },
});

function worstOf(isStop: boolean, ...events: readonly (readonly [string, RunEvent])[]): number {
  const codes = new RunExitCodes(isStop);
  for (const [id, event] of events) codes.take(id, event);
  return codes.worst();
}

describe('the exit code of run', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 3],
    [50, 50],
    [100, 100],
    [143, 143],
  ])('is for a backup that ended with %i: %i', (code, expected) => {
    expect(worstOf(false, ['a', ended(code)])).toBe(expected);
  });

  it('is the worst of several', () => {
    expect(worstOf(false, ['a', ended(0)], ['b', ended(100)], ['c', refused('running')])).toBe(100);
    expect(worstOf(false, ['a', refused('unreachable')], ['b', ended(200)])).toBe(255);
    expect(worstOf(false)).toBe(0);
  });

  it('is that of the metrics where nothing else tells it, and only there', () => {
    expect(worstOf(false, ['a', ended(null)])).toBe(3);
    expect(worstOf(false, ['a', ended(null)], ['a', shows(1)])).toBe(0);
    expect(worstOf(false, ['a', ended(143)], ['a', shows(0)])).toBe(143);
  });

  it('is 0 for a stop that came to its end, however the backup ended, and 75 for one that did not', () => {
    const stopping: RunEvent = { type: 'stopping', signal: 'TERM', processes: 2 };
    expect(worstOf(true, ['a', stopping], ['a', ended(143)])).toBe(0);
    expect(worstOf(true, ['a', refused('not-running')])).toBe(0);
    expect(worstOf(true, ['a', stopping])).toBe(75);
    expect(worstOf(false, ['a', refused('not-running')])).toBe(2);
  });
});
