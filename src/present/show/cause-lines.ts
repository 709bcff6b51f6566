import type { Cause } from '../../domain/cause.ts';
import { say } from '../../text/safe-text.ts';
import { type Line, segment, type Tone } from '../tone.ts';
import { blank, hanging, INDENT, type ShowContext } from './section.ts';

const EVIDENCE_INDENT = INDENT + 2;
const NEXT = 'next: ';

/** The sentence, its evidence, and the next step. */
export function causeLines(cause: Cause, tone: Tone, context: ShowContext): readonly Line[] {
  const mark = context.ascii ? '-' : '•';
  return [
    ...hanging([blank(INDENT)], INDENT, say`${cause.code}: ${cause.message}`, context, tone),
    ...cause.evidence.flatMap((line) =>
      hanging([blank(EVIDENCE_INDENT), segment(say`${mark} `, 'muted')], EVIDENCE_INDENT + 2, line, context, 'muted'),
    ),
    ...hanging(
      [blank(EVIDENCE_INDENT), segment(say`${NEXT}`, 'strong')],
      EVIDENCE_INDENT + NEXT.length,
      cause.next,
      context,
      'plain',
    ),
  ];
}
