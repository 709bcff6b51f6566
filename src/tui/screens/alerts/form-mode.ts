import { readDuration, SILENCE_LIMITS } from '../../../config/duration.ts';
import { type AlertChange, extendedEnd } from '../../../domain/silence-change.ts';
import { planSilences } from '../../../domain/silence-plan.ts';
import type { EpochMs, Seconds } from '../../../domain/time.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import { type Edit, edited, inputOf, type TextInput, typed } from '../../text-input.ts';
import { type AlertsMode, type AlertsState, type FormMode, rowUnderCursor, silenceUnderCursor } from './state.ts';

/** Long enough to look after something. */
const FIRST_DURATION = '2h';

const EMPTY_FORM = {
  kind: 'form',
  field: 'duration',
  duration: inputOf(FIRST_DURATION),
  comment: inputOf(''),
  problem: null,
} as const;

export function beginSilence(state: AlertsState): AlertsState {
  const row = rowUnderCursor(state);
  if (row?.kind !== 'alert') return state;
  return { ...state, mode: { ...EMPTY_FORM, about: { kind: 'silence', alert: row.row.alert } } };
}

export function beginExtend(state: AlertsState): AlertsState {
  const silence = silenceUnderCursor(state);
  return silence === null ? state : { ...state, mode: { ...EMPTY_FORM, about: { kind: 'extend', silence } } };
}

export function typeInForm(mode: FormMode, text: string): FormMode {
  return withField(mode, typed(mode[mode.field], text));
}

export function editForm(mode: FormMode, edit: Edit): FormMode {
  return withField(mode, edited(mode[mode.field], edit));
}

export function nextField(mode: FormMode): FormMode {
  if (mode.about.kind === 'extend') return mode;
  return { ...mode, field: mode.field === 'duration' ? 'comment' : 'duration' };
}

/** The next field; behind the last what would be changed is shown, or why nothing can be. */
export function submitted(mode: FormMode, state: AlertsState, now: EpochMs): AlertsMode {
  const read = readDuration(mode.duration.text.trim(), SILENCE_LIMITS);
  if ('problem' in read) return { ...mode, field: 'duration', problem: read.problem };
  const { about } = mode;
  if (about.kind === 'extend') {
    const { silence } = about;
    return confirming([{ kind: 'extend', silence, endsAt: extendedEnd(silence, read.seconds, now) }]);
  }
  if (mode.field === 'duration') return { ...mode, field: 'comment', problem: null };
  if (mode.comment.text.trim() === '') return { ...mode, problem: say`say why, for others` };
  return silencing(mode, about.alert, state, { now, seconds: read.seconds });
}

function silencing(
  mode: FormMode,
  alert: Extract<FormMode['about'], { readonly kind: 'silence' }>['alert'],
  { read }: AlertsState,
  { now, seconds }: { readonly now: EpochMs; readonly seconds: Seconds },
): AlertsMode {
  if (read === null) return mode;
  const planned = planSilences([alert], read, {
    now,
    seconds,
    createdBy: read.user,
    comment: mode.comment.text.trim(),
  });
  if (planned.length === 0) return { ...mode, problem: nobodyText(alert.delivery) };
  return {
    kind: 'confirm',
    planned,
    changes: planned.map(({ silence, cluster }) => ({ kind: 'silence', silence, cluster })),
  };
}

function nobodyText(delivery: Parameters<typeof planSilences>[0][number]['delivery']): SafeText {
  return delivery.kind === 'delivered' ? say`no Alertmanager is known that could keep it silent` : delivery.why;
}

function confirming(changes: readonly AlertChange[]): AlertsMode {
  return { kind: 'confirm', planned: [], changes };
}

function withField(mode: FormMode, input: TextInput): FormMode {
  return { ...mode, [mode.field]: input, problem: null };
}
