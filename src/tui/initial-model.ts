import type { EpochMs } from '../domain/time.ts';
import type { FleetView } from '../fleet/fleet-stream.ts';
import type { LoginTo } from '../live/login.ts';
import type { SafeText } from '../text/safe-text.ts';
import type { Look, Model } from './model.ts';
import { openFleet } from './screens/fleet/state.ts';
import type { WindowSize } from './window.ts';

interface Beginning {
  readonly window: WindowSize;
  readonly now: EpochMs;
  readonly look: Look;
  readonly asking: SafeText;
  readonly filter: string;
  readonly fleet: FleetView;
  readonly readOnly: boolean;
  readonly loginTo: LoginTo;
}

/** The table, before anything was heard. */
export function initialModel({ filter, now, ...given }: Beginning): Model {
  return {
    ...given,
    now,
    startedAt: now,
    activity: [],
    stack: [openFleet(filter)],
    notice: null,
    marks: new Set(),
    runs: new Map(),
  };
}
