import type { JobId } from '../../../domain/job.ts';
import type { Row } from '../../../present/row.ts';
import type { Model } from '../../model.ts';
import type { FleetState } from './state.ts';

/** The row under the cursor of the table, also while another screen is above it; `null` in an empty table. */
export function selectedRow({ stack }: Model): Row | null {
  const fleet = stack.find((state) => state.screen === 'fleet');
  return fleet === undefined ? null : rowUnderCursor(fleet);
}

export function rowUnderCursor({ rows, cursor }: FleetState): Row | null {
  return rows[cursor.at] ?? null;
}

/** What a command would be about: the marked jobs, or else the one under the cursor; empty for a fault of a host. */
export function chosenIds(model: Model): readonly JobId[] {
  if (model.marks.size > 0) return [...model.marks];
  const row = selectedRow(model);
  return row?.kind === 'job' ? [row.job.id] : [];
}
