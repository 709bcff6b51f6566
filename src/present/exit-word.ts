import { isFailure, isGoodBackup, type Outcome, outcomeOf } from '../domain/outcome.ts';
import type { Tone } from './tone.ts';

/** The outcome as one word or two: `success`, `bad arguments`. */
export function outcomeWord(exitCode: number): string {
  return WORDS[outcomeOf(exitCode)];
}

export function exitTone(exitCode: number): Tone {
  if (isFailure(exitCode)) return 'failed';
  return exitCode === 2 || !isGoodBackup(exitCode) ? 'warning' : 'plain';
}

const WORDS: Readonly<Record<Outcome, string>> = {
  success: 'success',
  unchanged: 'unchanged',
  warnings: 'warnings',
  errors: 'errors',
  partial: 'partial',
  failed: 'failed',
  'bad-arguments': 'bad arguments',
  'not-executable': 'not executable',
  'not-found': 'not found',
  killed: 'killed',
  other: 'other',
};
