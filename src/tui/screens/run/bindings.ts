import { type SafeText, say } from '../../../text/safe-text.ts';
import type { Binding } from '../../keys/binding.ts';
import { jobsLookedAt } from '../../looked-at.ts';
import { type Model, topOf } from '../../model.ts';
import { isGoing } from '../../runs/followed-run.ts';
import { wantedOf } from './asked.ts';
import { askToRun, openRuns, runUnderCursor } from './state.ts';

const ASK = 'run:ask';
const STOP = 'run:stop';
const READ_ONLY = say`duptop is read-only: nothing is started or stopped`;

export const RUN_BINDINGS: readonly Binding[] = [
  {
    id: 'run.open',
    keys: ['r'],
    description:
      'run: start the job on its host as cron does, or all that are marked; asks first. One that runs is shown',
    footer: { label: 'run', usefulness: 90 },
    group: 'Act',
    places: ['fleet', 'job', 'tail'],
    disabled: (model) => {
      if (jobsLookedAt(model).length === 0) return say`only a job can be started`;
      return idleJobs(model).length > 0 && model.readOnly ? READ_ONLY : null;
    },
    message: (model) => {
      const idle = idleJobs(model);
      const state = idle.length > 0 ? askToRun(idle, model.now) : openRuns(jobsLookedAt(model)[0]?.id ?? null);
      return { type: 'open', state };
    },
  },
  {
    id: 'run.list',
    keys: ['f'],
    description: 'follow: the runs that were started from here',
    footer: { label: 'runs', usefulness: 86 },
    group: 'Look',
    places: ['fleet', 'job', 'tail'],
    disabled: ({ runs }) => (runs.size === 0 ? say`no run was started from here` : null),
    message: (model) => ({ type: 'open', state: openRuns(jobsLookedAt(model)[0]?.id ?? null) }),
  },
  {
    id: 'run.confirm',
    keys: ['y', 'enter'],
    description: 'yes: start what is shown, and follow what runs already',
    footer: {
      label: (model) => (wantedHere(model).every(({ attach }) => attach) ? 'yes, follow' : 'yes, start'),
      usefulness: 99,
    },
    group: 'Act',
    places: [ASK],
    disabled: unready,
    message: () => ({ to: 'run', type: 'confirm' }),
  },
  {
    id: 'run.drop',
    keys: ['n'],
    description: 'no: start nothing',
    // Where nothing is asked there is nothing to say no to.
    footer: { label: (model) => (wantedHere(model).length === 0 ? null : 'no'), usefulness: 98 },
    group: 'Act',
    places: [ASK],
    message: () => ({ type: 'back' }),
  },
  {
    id: 'run.leave-ask',
    keys: ['esc', 'q'],
    description: 'back to where one came from; nothing is started',
    footer: { label: 'back', usefulness: 97 },
    group: 'Act',
    places: [ASK],
    message: () => ({ type: 'back' }),
  },
  {
    id: 'run.leave',
    keys: ['esc', 'q'],
    description: 'back to where one came from; what runs goes on',
    footer: { label: 'back', usefulness: 92 },
    group: 'Move',
    places: ['run'],
    message: () => ({ to: 'run', type: 'leave' }),
  },
  {
    id: 'run.again',
    keys: ['r'],
    description: 'run the job once more; asks first',
    footer: { label: 'run again', usefulness: 72 },
    group: 'Act',
    places: ['run'],
    disabled: (model) => {
      if (model.readOnly) return READ_ONLY;
      const run = selectedRun(model);
      return run !== null && !isGoing(run) ? null : say`it goes on`;
    },
    message: () => ({ to: 'run', type: 'ask-again' }),
  },
  {
    id: 'run.stop',
    keys: ['K'],
    description: 'kill: stop the backup on its host, all of its processes; asks first',
    footer: { label: 'stop', usefulness: 70 },
    group: 'Act',
    places: ['run'],
    disabled: (model) => {
      if (model.readOnly) return READ_ONLY;
      const run = selectedRun(model);
      return run !== null && isGoing(run) ? null : say`it does not run`;
    },
    message: () => ({ to: 'run', type: 'ask-stop' }),
  },
  {
    id: 'run.confirm-stop',
    keys: ['y'],
    description: 'yes: stop it',
    footer: { label: 'yes, stop', usefulness: 99 },
    group: 'Act',
    places: [STOP],
    message: () => ({ to: 'run', type: 'confirm-stop' }),
  },
  {
    id: 'run.drop-stop',
    keys: ['n', 'esc', 'q'],
    description: 'no: let it run',
    footer: { label: 'no', usefulness: 98 },
    group: 'Act',
    places: [STOP],
    message: () => ({ type: 'back' }),
  },
];

function selectedRun(model: Model) {
  const top = topOf(model);
  return top.screen === 'run' ? runUnderCursor(top, model) : null;
}

/** Those that are not going on already. */
function idleJobs(model: Model) {
  return jobsLookedAt(model).filter(({ id }) => {
    const run = model.runs.get(id);
    return run === undefined || !isGoing(run);
  });
}

/** What a yes would start or follow; empty while that is not asked. */
function wantedHere(model: Model) {
  const top = topOf(model);
  return top.screen === 'run' && top.mode.kind === 'ask' ? wantedOf(top.mode) : [];
}

function unready(model: Model): SafeText | null {
  const top = topOf(model);
  if (top.screen !== 'run' || top.mode.kind !== 'ask') return null;
  if (top.mode.asked.some(({ isLooking }) => isLooking)) return say`not every host has answered yet`;
  return wantedOf(top.mode).length === 0 ? say`none of them can be started` : null;
}
