import { type SafeText, say } from '../../../text/safe-text.ts';
import type { Binding } from '../../keys/binding.ts';
import { editingBindings } from '../../keys/editing-bindings.ts';
import { type Model, topOf } from '../../model.ts';
import { selectedRow } from '../fleet/selection.ts';
import { openJob } from '../job/state.ts';
import { type AlertsState, openAlerts, rowUnderCursor, silenceUnderCursor } from './state.ts';

const FORM = 'alerts:form';
const CONFIRM = 'alerts:confirm';

export const ALERTS_BINDINGS: readonly Binding[] = [
  {
    id: 'alerts.open',
    keys: ['a'],
    description: 'alerts with their silences: all of them, or those of the job that is looked at',
    footer: { label: 'alerts', usefulness: 85 },
    group: 'Look',
    places: ['fleet', 'job'],
    message: (model) => {
      const top = topOf(model);
      if (top.screen === 'job') {
        // One came from there: going to and fro is no way ever deeper.
        if (belowTop(model)?.screen === 'alerts') return { type: 'back' };
        return { type: 'open', state: openAlerts({ only: top.job.id }) };
      }
      const row = selectedRow(model);
      return { type: 'open', state: openAlerts({ wanted: row?.kind === 'job' ? row.job.id : null }) };
    },
  },
  {
    id: 'alerts.job',
    keys: ['enter'],
    description: 'the job that the alert is about',
    footer: { label: 'its job', usefulness: 97 },
    group: 'Look',
    places: ['alerts'],
    disabled: (model) => (jobOf(model) === null ? say`it belongs to no job of the fleet` : null),
    message: (model) => {
      const job = jobOf(model);
      const below = belowTop(model);
      if (job === null || (below?.screen === 'job' && below.job.id === job.id)) return { type: 'back' };
      return { type: 'open', state: openJob(job) };
    },
  },
  {
    id: 'alerts.silence',
    keys: ['z'],
    description: 'silence: keep this alert alone silent for a while; asks first',
    footer: { label: 'silence', usefulness: 80 },
    group: 'Act',
    places: ['alerts'],
    disabled: (model) => unchangeable(model) ?? withoutAlert(model),
    message: () => ({ to: 'alerts', type: 'begin-silence' }),
  },
  {
    id: 'alerts.extend',
    keys: ['e'],
    description: 'extend: make the silence longer; asks first',
    footer: { label: 'extend', usefulness: 70 },
    group: 'Act',
    places: ['alerts'],
    disabled: (model) => unchangeable(model) ?? withoutSilence(model),
    message: () => ({ to: 'alerts', type: 'begin-extend' }),
  },
  {
    id: 'alerts.expire',
    keys: ['u'],
    description: 'unsilence: end the silence now; asks first',
    footer: { label: 'unsilence', usefulness: 69 },
    group: 'Act',
    places: ['alerts'],
    disabled: (model) => unchangeable(model) ?? withoutSilence(model),
    message: () => ({ to: 'alerts', type: 'begin-expire' }),
  },
  {
    id: 'alerts.all',
    keys: ['A'],
    description: 'those that are not about backups too, or no more',
    footer: { label: (model) => (shown(model)?.all ? 'backups only' : 'all'), usefulness: 66 },
    group: 'Look',
    places: ['alerts'],
    disabled: (model) => (shown(model)?.only === null ? null : say`these are the alerts of one job`),
    message: () => ({ to: 'alerts', type: 'toggle-all' }),
  },
  {
    id: 'alerts.copy',
    keys: ['y'],
    description: 'copy the name of the alert, or the id of the silence, to the clipboard (OSC 52)',
    footer: { label: 'copy', usefulness: 50 },
    group: 'Act',
    places: ['alerts'],
    disabled: (model) => (copyable(model) === null ? say`there is nothing to copy` : null),
    message: (model) => ({ type: 'copy', texts: [copyable(model) ?? ''] }),
  },
  {
    id: 'alerts.submit',
    keys: ['enter'],
    description: 'go on: the next line, then what would be changed',
    footer: { label: 'go on', usefulness: 99 },
    group: 'Edit',
    places: [FORM],
    message: () => ({ to: 'alerts', type: 'submit' }),
  },
  {
    id: 'alerts.next-field',
    keys: ['tab', 'shift+tab', 'up', 'down'],
    description: 'the other line',
    footer: { label: 'other line', usefulness: 80 },
    group: 'Edit',
    places: [FORM],
    message: () => ({ to: 'alerts', type: 'next-field' }),
  },
  {
    id: 'alerts.drop-form',
    keys: ['esc'],
    description: 'change nothing',
    footer: { label: 'nothing', usefulness: 98 },
    group: 'Edit',
    places: [FORM],
    message: () => ({ type: 'back' }),
  },
  ...editingBindings('alerts.form', FORM, (edit) => ({ to: 'alerts', type: 'edit', edit })),
  {
    id: 'alerts.confirm',
    keys: ['y'],
    description: 'yes: do it',
    footer: { label: 'yes, do it', usefulness: 99 },
    group: 'Act',
    places: [CONFIRM],
    message: () => ({ to: 'alerts', type: 'confirm' }),
  },
  {
    id: 'alerts.drop-confirm',
    keys: ['n', 'esc', 'q'],
    description: 'no: change nothing',
    footer: { label: 'no', usefulness: 98 },
    group: 'Act',
    places: [CONFIRM],
    message: () => ({ type: 'back' }),
  },
];

function belowTop({ stack }: Model) {
  return stack.at(-2) ?? null;
}

function shown(model: Model): AlertsState | null {
  const top = topOf(model);
  return top.screen === 'alerts' ? top : null;
}

function jobOf(model: Model) {
  const state = shown(model);
  const row = state && rowUnderCursor(state);
  return row?.kind === 'alert' ? (row.row.jobs[0] ?? null) : null;
}

function unchangeable(model: Model): SafeText | null {
  const read = shown(model)?.read ?? null;
  if (read === null) return say`the alerts are not read yet`;
  return read.readOnly ? say`duptop is read-only: nothing is changed` : null;
}

function withoutAlert(model: Model): SafeText | null {
  const state = shown(model);
  return state !== null && rowUnderCursor(state)?.kind === 'alert' ? null : say`only an alert can be silenced`;
}

function withoutSilence(model: Model): SafeText | null {
  const state = shown(model);
  return state !== null && silenceUnderCursor(state) !== null ? null : say`no silence holds for it`;
}

function copyable(model: Model): string | null {
  const state = shown(model);
  const row = state && rowUnderCursor(state);
  if (row?.kind === 'alert') return row.row.alert.name;
  return row?.kind === 'silence' ? row.silence.id : null;
}
