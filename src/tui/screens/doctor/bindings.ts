import type { Job } from '../../../domain/job.ts';
import { say } from '../../../text/safe-text.ts';
import type { Binding } from '../../keys/binding.ts';
import { type Model, topOf } from '../../model.ts';
import { selectedRow } from '../fleet/selection.ts';
import { openDoctor } from './state.ts';

export const DOCTOR_BINDINGS: readonly Binding[] = [
  {
    id: 'doctor.open',
    keys: ['d'],
    description: 'doctor: look at the host, and walk the chain from cron to alert to the first broken link',
    footer: { label: 'doctor', usefulness: 91 },
    group: 'Look',
    places: ['fleet', 'job'],
    disabled: (model) => (jobUnder(model) === null ? say`there is no job in this row to look at` : null),
    message: (model) => {
      const job = jobUnder(model);
      if (job === null) return { type: 'notify', text: say`there is no job in this row to look at` };
      return { type: 'open', state: openDoctor(job) };
    },
  },
  {
    id: 'doctor.again',
    keys: ['d'],
    description: 'look again',
    footer: { label: 'look again', usefulness: 90 },
    group: 'Act',
    places: ['doctor'],
    message: () => ({ to: 'doctor', type: 'again' }),
  },
];

function jobUnder(model: Model): Job | null {
  const top = topOf(model);
  if (top.screen === 'job') return top.job;
  const row = selectedRow(model);
  return row?.kind === 'job' ? row.job : null;
}
