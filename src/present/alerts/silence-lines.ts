import type { Silence } from '../../domain/silence.ts';
import { join } from '../../text/join.ts';
import { say } from '../../text/safe-text.ts';
import { blank, hanging, INDENT, type ShowContext } from '../show/section.ts';
import { type Line, segment } from '../tone.ts';
import { endText, matcherText, oneLine } from './silence-text.ts';

/** A silence in full: its id, how long, by whom and why, and what it matches. */
export function silenceLines(silence: Silence, context: ShowContext): readonly Line[] {
  const { id, state, startsAt, endsAt, createdBy, comment, matchers } = silence;
  const begins = state === 'pending' ? say`from ${endText(startsAt, context.now)}, ` : '';
  const words = oneLine(comment);
  return [
    ...hanging([blank(INDENT)], INDENT, say`${id}`, context, 'strong'),
    ...hanging(
      [blank(2 * INDENT)],
      2 * INDENT,
      say`${begins}until ${endText(endsAt, context.now)}, by ${oneLine(createdBy)}${words === '' ? '' : `: ${words}`}`,
      context,
      'plain',
    ),
    ...hanging([blank(2 * INDENT)], 2 * INDENT, join(matchers.map(matcherText), say`  `), context, 'muted'),
  ];
}

/** The same in one line, for a list. */
export function silenceInShort(silence: Silence, context: ShowContext): Line {
  const { endsAt, createdBy, comment, matchers } = silence;
  return [
    segment(
      say`${silence.state === 'pending' ? 'later  ' : 'silence'}  until ${endText(endsAt, context.now)}`,
      'accent',
    ),
    segment(say`, by ${oneLine(createdBy)}: ${oneLine(comment)}  `),
    segment(join(matchers.map(matcherText), say`  `), 'muted'),
  ];
}
