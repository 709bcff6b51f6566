import type { Diagnosis } from '../../domain/chain/diagnose.ts';
import { verdictOf } from '../../domain/chain/verdict.ts';
import { statusRank } from '../../domain/status.ts';
import { join } from '../../text/join.ts';
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
    ...hanging([], 0, totalText(diagnoses), context, isAllFine(diagnoses) ? 'ok' : 'plain'),
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

/** What was found of the jobs; and that there is none, where there is none. */
function totalText(diagnoses: readonly Diagnosis[]): SafeText {
  const { broken, fine, partly, unproven } = Object.groupBy(
    diagnoses.filter((each) => isJob(each) || each.first !== null),
    verdictOf,
  );
  const bare = diagnoses.filter((each) => !isJob(each) && each.first === null).length;
  const noJob = say`${bare} ${bare === 1 ? 'host' : 'hosts'} without any job that is known`;
  const all = diagnoses.length - bare;
  if (all === 0) return bare === 0 ? say`no backup job is known, and no host` : say`no backup job is known: ${noJob}`;
  const parts = [
    broken === undefined ? null : say`${broken.length} of ${all} with something wrong`,
    fine === undefined ? null : fineText(fine.length, all, broken !== undefined),
    partly === undefined ? null : say`nothing wrong in what could be checked of ${countText(partly.length)}`,
    unproven === undefined ? null : say`nothing can be said of ${countText(unproven.length)}`,
    bare === 0 ? null : noJob,
  ];
  return join(
    parts.filter((part) => part !== null),
    say`; `,
  );
}

function fineText(fine: number, all: number, isRest: boolean): SafeText {
  if (isRest) return say`${fine} fine`;
  return say`nothing is wrong with ${fine < all ? countText(fine) : fine === 1 ? 'the one job' : `the ${fine} jobs`}`;
}

function countText(jobs: number): SafeText {
  return say`${jobs} ${jobs === 1 ? 'job' : 'jobs'}`;
}

function isAllFine(diagnoses: readonly Diagnosis[]): boolean {
  return diagnoses.length > 0 && diagnoses.every((each) => verdictOf(each) === 'fine');
}

function isJob({ path }: Diagnosis): boolean {
  return path !== null;
}
