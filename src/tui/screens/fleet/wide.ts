import { say } from '../../../text/safe-text.ts';
import { contextOf, type Model } from '../../model.ts';
import type { Step } from '../screen.ts';
import { withLayout } from './derive.ts';
import type { FleetState } from './state.ts';
import { roomForWide } from './table-layout.ts';

/** More columns, or the usual ones again; where there is room for no more it stays with these, and says what room it takes. */
export function toggleWide(state: FleetState, model: Model): Step<FleetState> {
  const toggled = withLayout({ ...state, wide: !state.wide }, model, { anew: true });
  if (hasMore(toggled) || hasMore(state)) return { state: toggled };
  const { columns } = model.window;
  const room = roomForWide(state.sorted, contextOf(model), { columns, outOfDate: state.outOfDate.rows });
  const where = room === null ? '' : `; in a window ${room} wide there is`;
  return {
    state: { ...state, wide: false },
    notice: say`no room for more columns${where}`,
  };
}

function hasMore({ layout }: FleetState): boolean {
  return layout.some(({ column }) => column.shownIn === 'wide');
}
