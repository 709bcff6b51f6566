import type { Diagnosis } from '../../domain/chain/diagnose.ts';
import { verdictOf } from '../../domain/chain/verdict.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';

/** A job of which nothing was seen is not well, and where nothing was seen of anything nothing is. */
export function doctorExitCode(diagnoses: readonly Diagnosis[]): ExitCode {
  const verdicts = diagnoses.map((diagnosis) => ({ verdict: verdictOf(diagnosis), isJob: diagnosis.path !== null }));
  if (verdicts.some(({ verdict }) => verdict === 'broken')) return EXIT.found;
  const isProven = verdicts.some(({ verdict }) => verdict !== 'unproven');
  return isProven && !verdicts.some(({ verdict, isJob }) => isJob && verdict === 'unproven')
    ? EXIT.done
    : EXIT.nothingKnown;
}
