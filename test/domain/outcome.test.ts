import { describe, expect, it } from 'vitest';
import { describeExit, isFailure, isGoodBackup, type Outcome, outcomeOf } from '../../src/domain/outcome.ts';

describe('outcomeOf', () => {
  it.each<[number, Outcome]>([
    [0, 'success'],
    [1, 'unchanged'],
    [2, 'warnings'],
    [3, 'errors'],
    [7, 'other'],
    [50, 'partial'],
    [75, 'other'],
    [100, 'failed'],
    [126, 'not-executable'],
    [127, 'not-found'],
    [129, 'killed'],
    [137, 'killed'],
    [192, 'killed'],
    [193, 'other'],
    [200, 'bad-arguments'],
  ])('takes %i as %s', (code, outcome) => {
    expect(outcomeOf(code)).toBe(outcome);
  });
});

describe('isFailure', () => {
  it('is the rule of the field, and 3, which that rule never reports', () => {
    expect([0, 1, 2, 4, 9].some(isFailure)).toBe(false);
    expect([3, 10, 50, 100, 127, 137, 200].every(isFailure)).toBe(true);
  });

  it('never holds for a good backup', () => {
    for (let code = 0; code < 256; code += 1) expect(isFailure(code) && isGoodBackup(code)).toBe(false);
  });
});

describe('describeExit', () => {
  it('names the signal that killed it', () => {
    expect(describeExit(137)).toBe('killed by signal 9 (KILL)');
    expect(describeExit(128 + 34)).toBe('killed by signal 34');
  });

  it('says so of a code that nobody documents', () => {
    expect(describeExit(42)).toMatch(/not a code/);
  });
});
