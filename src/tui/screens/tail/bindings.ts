import { say } from '../../../text/safe-text.ts';
import type { Binding } from '../../keys/binding.ts';
import { jobLookedAt } from '../../looked-at.ts';
import { openTail } from './state.ts';

const NO_JOB = say`only a job has a database`;

export const TAIL_BINDINGS: readonly Binding[] = [
  {
    id: 'tail.open',
    keys: ['t'],
    description: 'tail: the database of the job on its host: what its runs did, and what one does now',
    footer: { label: 'tail', usefulness: 89 },
    group: 'Look',
    places: ['fleet', 'job', 'run'],
    disabled: (model) => (jobLookedAt(model) === null ? NO_JOB : null),
    message: (model) => {
      const job = jobLookedAt(model);
      if (job === null) return { type: 'notify', text: NO_JOB };
      // One came from there: going to and fro is no way ever deeper.
      const below = model.stack.at(-2);
      if (below?.screen === 'tail' && below.job.id === job.id) return { type: 'back' };
      return { type: 'open', state: openTail(job, model.now) };
    },
  },
  {
    id: 'tail.again',
    keys: ['t'],
    description: 'look for the database again',
    footer: { label: 'again', usefulness: 60 },
    group: 'Act',
    places: ['tail'],
    message: () => ({ to: 'tail', type: 'again' }),
  },
];
