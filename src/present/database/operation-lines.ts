import type { DatabaseOperation, OperationState } from '../../domain/database/operation.ts';
import type { Leftover } from '../../domain/database/remote-operation.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { byteSize } from '../../text/byte-size.ts';
import { longDuration, shortDuration } from '../../text/duration.ts';
import { pad } from '../../text/fit.ts';
import { join } from '../../text/join.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { displayWidth } from '../../text/width.ts';
import { hanging, type ShowContext } from '../show/section.ts';
import { statusWord } from '../status-word.ts';
import { type Line, segment, type Tone } from '../tone.ts';
import { complaintsOf } from './message-lines.ts';
import { resultWords } from './result-words.ts';

const WHAT_WIDTH = 8;
/** Under the words of an operation. */
const DETAIL_INDENT = 4;
const MOST_COMPLAINTS = 5;

/** What is known around an operation. */
export interface OperationContext extends ShowContext {
  readonly leftovers: readonly Leftover[];
  /** How one is told that ran when it was read: with how long; or, by who goes on looking, that it still does, or no more. */
  readonly running: 'so-long' | 'still' | 'over';
  /** Whether the wrapper keeps a log of its own, which has what the database has not. */
  readonly hasLog: boolean;
}

/** When, what, how it ended and what it did; then, of one that was not good, why. */
export function operationLines(operation: DatabaseOperation, context: OperationContext): readonly Line[] {
  const { state, startedAt, description } = operation;
  const mark = markOf(state, context.ascii);
  const isOver = state.kind === 'running' && context.running === 'over';
  const lead: Line = [
    isOver ? segment(mark.text, 'muted') : mark,
    segment(say` ${moment(startedAt)}  `),
    segment(say`${pad(visible(description), WHAT_WIDTH, 'left')}  `, 'strong'),
  ];
  return [
    ...hanging(lead, widthOf(lead), stateWords(operation, context), context, isOver ? 'muted' : toneOf(state)),
    ...details(operation, context).flatMap(({ text, tone }) =>
      hanging([segment(say`${' '.repeat(DETAIL_INDENT)}`)], DETAIL_INDENT, text, context, tone),
    ),
  ];
}

function widthOf(line: Line): number {
  return line.reduce((width, { text }) => width + displayWidth(text), 0);
}

/** How it is, in one sentence. */
function stateWords({ state, startedAt, id }: DatabaseOperation, context: OperationContext): SafeText {
  switch (state.kind) {
    case 'ended': {
      const { outcome, result } = state;
      const took = result.durationSeconds === null ? '' : ` after ${longDuration(result.durationSeconds)}`;
      const rowless = id === null ? ' before it had a row of its own' : '';
      const [head, tail] = OUTCOME_WORDS[outcome];
      return say`${head}${took}${rowless}${tail}: ${resultWords(result)}`;
    }
    case 'unreadable':
      return say`ended; its result can't be understood`;
    case 'running': {
      if (context.running === 'over') return say`ran when this was read; its end is below`;
      const since = context.running === 'still' ? '' : ` for ${shortDuration((context.now - startedAt) / 1000)}`;
      return state.evidence === 'process'
        ? say`running${since}`
        : say`running, it seems${since === '' ? '' : `,${since}`}`;
    }
    case 'unread':
      return say`its result can't be read`;
    case 'unfinished':
      return say`no result: it failed, or was cut off${leftWords(id, context.leftovers)}`;
    case 'not-kept':
      return state.why === 'purged'
        ? say`its result is kept no more: after 30 days`
        : say`of this kind no result is kept`;
  }
}

/** Before and behind how long it took. */
const OUTCOME_WORDS: Readonly<Record<Outcome, readonly [string, string]>> = {
  success: ['success', ''],
  unchanged: ['success', ', nothing was uploaded'],
  warnings: ['success with warnings', ''],
  errors: ['finished with errors', ''],
  partial: ['stopped', ' before its end'],
  failed: ['failed', ''],
  'bad-arguments': ['failed', ''],
  'not-executable': ['failed', ''],
  'not-found': ['failed', ''],
  killed: ['killed', ''],
  other: ['ended', ' in a way that is not known'],
};

function details({ state, id }: DatabaseOperation, { hasLog }: OperationContext) {
  if (state.kind === 'ended') {
    const note = state.result.cut
      ? [{ text: say`the rest of its result is too long to be read`, tone: 'muted' as const }]
      : [];
    return [...complaintsOf(state.result, MOST_COMPLAINTS), ...note];
  }
  if (state.kind === 'unfinished' && id !== null && !hasLog)
    return [
      {
        text: say`why is only in what it printed: in the mail of cron, or in the system's log`,
        tone: 'muted' as const,
      },
    ];
  return [];
}

function leftWords(id: number | null, leftovers: readonly Leftover[]): SafeText {
  const left = leftovers
    .filter(({ operationId }) => operationId === id)
    .map(
      ({ count, state, bytes }) => say`${count} ${state.toLowerCase()}${bytes > 0 ? say` (${byteSize(bytes)})` : ''}`,
    );
  return left.length === 0 ? say`` : say`; of its files it left ${join(left, say`, `)}`;
}

function markOf(state: OperationState, ascii: boolean) {
  const { text, tone } = statusWord(MARKS[state.kind === 'ended' ? state.outcome : state.kind], ascii);
  return segment(visible(text.slice(0, 1)), tone);
}

/** Its signs are those of the jobs' table. */
const MARKS: Readonly<Record<Outcome | Exclude<OperationState['kind'], 'ended'>, Parameters<typeof statusWord>[0]>> = {
  success: 'ok',
  unchanged: 'ok',
  warnings: 'warning',
  errors: 'failed',
  partial: 'failed',
  failed: 'failed',
  'bad-arguments': 'failed',
  'not-executable': 'failed',
  'not-found': 'failed',
  killed: 'failed',
  other: 'unknown',
  unreadable: 'unknown',
  unread: 'unknown',
  running: 'running',
  unfinished: 'failed',
  'not-kept': 'unknown',
};

function toneOf(state: OperationState): Tone {
  const mark = MARKS[state.kind === 'ended' ? state.outcome : state.kind];
  if (mark === 'ok') return 'plain';
  if (mark === 'unknown') return 'muted';
  return mark === 'running' ? 'accent' : mark === 'warning' ? 'warning' : 'failed';
}
