import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import type { Model } from '../../model.ts';
import { placeText } from '../../scroll.ts';
import { bodyRows } from '../../window.ts';
import { helpLines } from './lines.ts';
import type { HelpState } from './state.ts';

/** `duptop  help  1-22 of 120`. */
export function helpTitle(state: HelpState, { window, look }: Model): Line {
  const total = helpLines(state, look, window.columns).length;
  return [
    segment(say`duptop`, 'strong'),
    segment(say`  help`),
    segment(placeText(state.top, total, bodyRows(window)), 'muted'),
  ];
}
