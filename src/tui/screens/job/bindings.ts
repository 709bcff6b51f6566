import { SPANS } from '../../../present/chart/span.ts';
import { say } from '../../../text/safe-text.ts';
import type { Binding } from '../../keys/binding.ts';
import type { KeyName } from '../../keys/key-name.ts';
import { type Model, topOf } from '../../model.ts';
import { selectedRow } from '../fleet/selection.ts';
import { openHosts } from '../hosts/state.ts';
import { COPY_SIGNS } from './copyable.ts';
import { neighbourOf } from './neighbour.ts';
import { type JobState, openJob } from './state.ts';

const COPY = 'job:copy';

export const JOB_BINDINGS: readonly Binding[] = [
  {
    id: 'job.open',
    keys: ['enter'],
    description: 'details: the job in full, with its earlier runs; or the host, where a host is at fault',
    footer: { label: 'details', usefulness: 97 },
    group: 'Look',
    places: ['fleet'],
    disabled: (model) => (selectedRow(model) === null ? say`there is no row to look at` : null),
    message: (model) => {
      const row = selectedRow(model);
      if (row === null) return { type: 'notify', text: say`there is no row to look at` };
      return { type: 'open', state: row.kind === 'job' ? openJob(row.job) : openHosts(row.host) };
    },
  },
  {
    id: 'job.look-back',
    keys: ['1', '2', '3'],
    description: 'the runs of the last day, week, or month',
    footer: { label: 'day 2 week 3 month', usefulness: 70 },
    group: 'Look',
    places: ['job'],
    message: (_, key) => ({ to: 'job', type: 'look-back', days: SPANS[Number(key) - 1] ?? SPANS[0] }),
  },
  stepping('shorter', -1, ['[', 'left'], 'fewer days'),
  stepping('longer', 1, [']', 'right'], 'more days'),
  going('next', 1, ['n', 'J'], 'the next job of the table', { label: 'next job', usefulness: 60 }),
  going('before', -1, ['N', 'K'], 'the job before in the table', { label: 'before', usefulness: 55 }),
  {
    id: 'job.choose-copy',
    keys: ['y'],
    description:
      'choose a value to copy to the clipboard: id, path, instance, database, series, rule and more (OSC 52)',
    footer: { label: 'copy', usefulness: 75 },
    group: 'Act',
    places: ['job'],
    message: () => ({ to: 'job', type: 'choose-copy' }),
  },
  {
    id: 'job.copy',
    keys: ['enter', 'y'],
    description: 'copy the value',
    footer: { label: 'copy', usefulness: 99 },
    group: 'Act',
    places: [COPY],
    message: () => ({ to: 'job', type: 'copy-selected' }),
  },
  {
    id: 'job.copy-signed',
    keys: COPY_SIGNS,
    description: 'copy the value with this sign',
    footer: null,
    group: 'Act',
    places: [COPY],
    message: (_, key) => ({ to: 'job', type: 'copy-signed', sign: key }),
  },
  {
    id: 'job.drop-copy',
    keys: ['esc', 'q'],
    description: 'copy nothing',
    footer: { label: 'nothing', usefulness: 98 },
    group: 'Act',
    places: [COPY],
    message: () => ({ type: 'back' }),
  },
];

function stepping(name: string, by: 1 | -1, keys: readonly KeyName[], description: string): Binding {
  return {
    id: `job.${name}`,
    keys,
    description,
    footer: null,
    group: 'Look',
    places: ['job'],
    message: () => ({ to: 'job', type: 'step-span', by }),
  };
}

function going(
  name: string,
  by: 1 | -1,
  keys: readonly KeyName[],
  description: string,
  footer: Binding['footer'],
): Binding {
  const end =
    by === 1 ? say`there is no job behind this one in the table` : say`there is no job before this one in the table`;
  const find = (model: Model) => {
    const state = shownJob(model);
    return state && neighbourOf(state.job, by, model);
  };
  return {
    id: `job.${name}`,
    keys,
    description,
    footer,
    group: 'Move',
    places: ['job'],
    disabled: (model) => (find(model) === null ? end : null),
    message: (model) => {
      const job = find(model);
      return job === null ? { type: 'notify', text: end } : { to: 'job', type: 'go-to', job };
    },
  };
}

function shownJob(model: Model): JobState | null {
  const top = topOf(model);
  return top.screen === 'job' ? top : null;
}
