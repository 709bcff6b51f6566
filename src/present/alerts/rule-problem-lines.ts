import type { RuleProblem } from '../../domain/alerts.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { blank, hanging, INDENT, type ShowContext } from '../show/section.ts';
import { type Line, segment } from '../tone.ts';

const NEXT = 'next: ';

export function ruleProblemLines(problem: RuleProblem, context: ShowContext): readonly Line[] {
  const { evidence, next } = problem;
  const mark = say`${context.ascii ? '-' : '•'} `;
  return [
    ...hanging([], INDENT, ruleProblemInShort(problem, context), context, 'warning'),
    ...evidence.flatMap((line) =>
      hanging([blank(INDENT), segment(mark, 'muted')], INDENT + mark.length, line, context, 'muted'),
    ),
    ...hanging([blank(INDENT), segment(say`${NEXT}`, 'strong')], INDENT + NEXT.length, next, context, 'plain'),
  ];
}

/** `rule-mismatch: no series is named …`. */
export function ruleProblemInShort({ fault, message }: RuleProblem, { ascii }: Pick<ShowContext, 'ascii'>): SafeText {
  return say`${fault}: ${ascii ? message.replaceAll('…', '...') : message}`;
}
