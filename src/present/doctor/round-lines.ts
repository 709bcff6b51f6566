import type { Diagnosis } from '../../domain/chain/diagnose.ts';
import { statusRank } from '../../domain/status.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { hanging, type ShowContext } from '../show/section.ts';
import { type Line, segment } from '../tone.ts';
import { faultLines } from './chain-lines.ts';
import { diagnosisName } from './diagnosis-name.ts';

const SHOWN_UNSEEN = 5;

/** Those with something wrong, the worst status first. */
export function worstFirst(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  const rank = ({ facts, first }: Diagnosis) =>
    first === null ? Number.POSITIVE_INFINITY : statusRank(facts.job?.status ?? 'unknown');
  return diagnoses.toSorted((one, other) => rank(one) - rank(other));
}

/** A round over many jobs: what is wrong and why, a paragraph each; the others as a number. */
export function roundLines(diagnoses: readonly Diagnosis[], context: ShowContext): readonly Line[] {
  const found = worstFirst(diagnoses).filter(({ first }) => first !== null);
  return [
    ...found.flatMap((diagnosis) => [...paragraph(diagnosis, context), [] as Line]),
    ...unseenLines(diagnoses, context),
    ...hanging([], 0, totalText(diagnoses.length, found.length), context, found.length === 0 ? 'ok' : 'plain'),
  ];
}

function paragraph(diagnosis: Diagnosis, context: ShowContext): readonly Line[] {
  const { first, others } = diagnosis;
  return [
    [segment(visible(diagnosisName(diagnosis)), 'strong')],
    ...(first === null ? [] : faultLines(first, context)),
    ...others.flatMap((fault) => faultLines(fault, context)),
  ];
}

function unseenLines(diagnoses: readonly Diagnosis[], context: ShowContext): readonly Line[] {
  const unseen = new Map<string, SafeText>();
  for (const { host, facts } of diagnoses) {
    if (facts.look.kind === 'refused' || facts.look.kind === 'unreachable') unseen.set(host, facts.look.why);
  }
  if (unseen.size === 0) return [];
  const shown = [...unseen.values()].slice(0, SHOWN_UNSEEN);
  const more = unseen.size > shown.length ? say`; and ${unseen.size - shown.length} more` : '';
  return hanging(
    [],
    0,
    say`${unseen.size === 1 ? 'a host' : `${unseen.size} hosts`} could not be looked at, and ${unseen.size === 1 ? 'was' : 'were'} judged from here alone: ${shown.join('; ')}${more}`,
    context,
    'warning',
  );
}

function totalText(all: number, found: number): SafeText {
  const rest = all - found;
  if (found === 0) return say`nothing is wrong with ${all === 1 ? 'the one job' : `the ${all} jobs`}`;
  return say`${found} of ${all} with something wrong${rest === 0 ? '' : say`; ${rest} fine`}`;
}
