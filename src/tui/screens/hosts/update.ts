import { sortHosts } from '../../../present/hosts/host-order.ts';
import { moveCursor } from '../../cursor.ts';
import type { Model } from '../../model.ts';
import type { ScreenEvent, Step } from '../screen.ts';
import { hostsArea } from './area.ts';
import { fitted, itemsOfHosts, withLayout, withSnapshot } from './derive.ts';
import type { HostsMessage, HostsState } from './state.ts';

export function updateHosts(state: HostsState, message: HostsMessage | ScreenEvent, model: Model): Step<HostsState> {
  switch (message.type) {
    case 'opened':
    case 'fleet':
      return { state: withSnapshot(state, model) };
    case 'window':
      return { state: withLayout(fitted(state, model), model) };
    case 'move': {
      const { table } = hostsArea(model.window);
      const cursor = moveCursor(state.cursor, message.motion, itemsOfHosts(state.rows), table);
      return { state: { ...state, cursor, wanted: null } };
    }
    case 'toggle-order': {
      const order = state.order === 'worst' ? 'name' : 'worst';
      return { state: fitted({ ...state, order, rows: sortHosts(state.rows, order) }, model) };
    }
    case 'text':
    case 'activity':
    case 'told':
    case 'feed-ended':
    case 'history':
    case 'back':
      return { state };
  }
}
