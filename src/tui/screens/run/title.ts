import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import type { Model } from '../../model.ts';
import { placeText } from '../../scroll.ts';
import { askRows } from './area.ts';
import { askLines } from './ask-lines.ts';
import { countsLine } from './list-lines.ts';
import type { RunState } from './state.ts';

/** `duptop  runs: 2 running, 1 waiting`. */
export function runTitle({ mode }: RunState, model: Model): Line {
  const name = segment(say`duptop`, 'strong');
  if (mode.kind !== 'ask') return [name, segment(say`  runs: `), ...countsLine(model)];
  const { length } = mode.asked;
  const total = askLines(mode, model, model.window.columns).length;
  return [
    name,
    segment(length === 1 ? say`  start a job` : say`  start ${length} jobs`),
    segment(placeText(mode.top, total, askRows(model.window)), 'muted'),
  ];
}
