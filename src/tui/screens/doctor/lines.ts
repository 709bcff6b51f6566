import { chainLines } from '../../../present/doctor/chain-lines.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { say } from '../../../text/safe-text.ts';
import { contextOf, type Model } from '../../model.ts';
import type { DoctorState } from './state.ts';

/** What is wrong on top, the chain below; wrapped to the width. */
export function doctorLines({ diagnosis, error }: DoctorState, model: Model, columns: number): readonly Line[] {
  const failed: readonly Line[] = error === null ? [] : [[segment(error, 'failed')], []];
  if (diagnosis === null) return [...failed, ...(error === null ? [[segment(say`looking`, 'muted')]] : [])];
  return [...failed, ...chainLines(diagnosis, { ...contextOf(model), width: columns })];
}
