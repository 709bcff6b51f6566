import { planLines } from '../../../present/alerts/plan-lines.ts';
import { silenceLines } from '../../../present/alerts/silence-lines.ts';
import { endText } from '../../../present/alerts/silence-text.ts';
import type { ShowContext } from '../../../present/show/section.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { say, visible } from '../../../text/safe-text.ts';
import { shownInput } from '../../shown-input.ts';
import type { AlertsState, ConfirmMode, FormField, FormMode } from './state.ts';

const LABELS = { duration: 'for how long  ', comment: 'why           ' } as const satisfies Record<FormField, string>;
/** The line of the first field. */
const FIRST_FIELD = 1;

/** What is typed, and what is wrong with it. */
export function formLines(mode: FormMode, columns: number): readonly Line[] {
  const { about, problem } = mode;
  const fields: readonly FormField[] = about.kind === 'silence' ? ['duration', 'comment'] : ['duration'];
  const hint =
    about.kind === 'silence'
      ? say`such as 90m, 2h, 1d12h; then why, for others`
      : say`how much longer, such as 90m, 2h, 1d12h`;
  return [
    [
      segment(
        about.kind === 'silence' ? say`silence only ${about.alert.name}` : say`extend silence ${about.silence.id}`,
        'strong',
      ),
    ],
    ...fields.map((name): Line => {
      const { text } = shownInput(mode[name], columns - LABELS[name].length);
      return [segment(visible(LABELS[name]), name === mode.field ? 'accent' : 'muted'), segment(text)];
    }),
    [problem === null ? segment(hint, 'muted') : segment(problem, 'failed')],
  ];
}

/** Where the terminal's cursor belongs among these lines. */
export function formCursor(mode: FormMode, columns: number): { readonly x: number; readonly y: number } {
  const label = LABELS[mode.field].length;
  const y = FIRST_FIELD + (mode.field === 'comment' ? 1 : 0);
  return { x: label + shownInput(mode[mode.field], columns - label).cursor, y };
}

/** What would be changed, and the question. */
export function confirmLines(
  { planned, changes }: ConfirmMode,
  { read }: AlertsState,
  context: ShowContext,
): readonly Line[] {
  const question = (text: ReturnType<typeof say>): Line => [
    segment(text, 'warning'),
    segment(say`  y yes, n no`, 'strong'),
  ];
  if (planned.length > 0 && read !== null) {
    const asked = planned.length === 1 ? say`Make this silence?` : say`Make these ${planned.length} silences?`;
    return [question(asked), ...planned.flatMap((each) => planLines(each, read, context))];
  }
  return changes.flatMap((change) => {
    if (change.kind === 'silence') return [];
    const asked =
      change.kind === 'expire'
        ? say`End this silence now?`
        : say`Have this silence end at ${endText(change.endsAt, context.now)}?`;
    return [question(asked), ...silenceLines(change.silence, context)];
  });
}
