import { describe, expect, it } from 'vitest';
import type { Run } from '../../../src/domain/run.ts';
import type { HistoryMessage } from '../../../src/tui/message.ts';
import { Histories } from '../../../src/tui/runtime/histories.ts';
import { aJob, aRun } from '../../present/support/snapshot.ts';

const RUNS = [aRun()];

/** Loadings that the test ends. */
function pending() {
  const answers: HistoryMessage[] = [];
  const asked: { readonly signal: AbortSignal; readonly result: PromiseWithResolvers<readonly Run[] | null> }[] = [];
  const histories = new Histories(
    (_job, _days, signal) => {
      const result = Promise.withResolvers<readonly Run[] | null>();
      asked.push({ signal, result });
      return result.promise;
    },
    (message) => answers.push(message),
  );
  return { histories, answers, asked };
}

describe('the loading of earlier runs', () => {
  it('is answered with what was found, or with why nothing was', async () => {
    const { histories, answers, asked } = pending();
    const found = histories.load(aJob(), 7);
    asked[0]?.result.resolve(RUNS);
    await found;
    const failed = histories.load(aJob(), 7);
    asked[1]?.result.reject(new Error('refused\x1b[2J'));
    await failed;
    const { id } = aJob();
    expect(answers).toEqual([
      { type: 'history', id, runs: RUNS, error: null },
      { type: 'history', id, runs: null, error: String.raw`refused\x1b[2J` },
    ]);
  });

  it('is given up, and not answered, when nobody wants it any more or it is asked for anew', async () => {
    const { histories, answers, asked } = pending();
    const first = histories.load(aJob(), 7);
    const second = histories.load(aJob(), 30);
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    histories.end(aJob().id);
    for (const { result } of asked) result.resolve(RUNS);
    await Promise.all([first, second]);
    expect(answers).toEqual([]);
    void histories.load(aJob({ host: 'a' }), 7);
    void histories.load(aJob({ host: 'b' }), 7);
    histories.endAll();
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  });
});
