import { type DatabaseState, isDamaged, type UnreadPart } from '../../domain/database/database-state.ts';
import { join } from '../../text/join.ts';
import { say } from '../../text/safe-text.ts';
import { field, type ShowContext } from '../show/section.ts';
import { type Line, type Segment, segment } from '../tone.ts';

/** In two or three words, what is to be known of a database before anything that it tells is believed; `null`: nothing. */
export function caution(state: DatabaseState): Segment | null {
  if (isDamaged(state)) return segment(say`damaged`, 'failed');
  if (state.readAs === 'torn') return segment(say`may be torn`, 'warning');
  if (state.unread.length > 0) return segment(say`not wholly read`, 'warning');
  return state.readAs === 'checkpoint' ? segment(say`without its -wal`, 'warning') : null;
}

/** What could not be read, and why: each reason once, with the parts that it is of, and what to do. */
export function unreadLines(unread: readonly UnreadPart[], context: ShowContext): readonly Line[] {
  const byReason = Map.groupBy(unread, ({ why }) => why);
  return [...byReason].flatMap(([why, parts]) => {
    const names = parts.map(({ what, partly }) => say`${what}${partly ? ' (not all)' : ''}`);
    const hint = parts[0]?.hint ?? null;
    return [
      ...field('parts', join(names, say`, `), context, 'failed'),
      ...field('why', why, context, 'failed'),
      ...(hint === null ? [] : field('next', hint, context)),
    ];
  });
}
