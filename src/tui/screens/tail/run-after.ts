import { runGoesOn } from '../../../domain/database/database-state.ts';
import type { DatabaseOperation } from '../../../domain/database/operation.ts';
import type { EpochMs } from '../../../domain/time.ts';
import type { TailEvent, TailedRun, TailState } from './state.ts';

/** Whether a run goes on once that was told. */
export function runAfter({ run, database, events: [whole] }: TailState, { event, at }: TailEvent): TailedRun {
  switch (event.type) {
    case 'state': {
      const { state } = event;
      const last = state.operations?.at(-1);
      if (runGoesOn(state) === null) return { kind: 'unknown' };
      return last?.state.kind === 'running' ? going(last, at - state.now, at) : { kind: 'none' };
    }
    case 'begun':
      return going(event.operation, whole && database ? whole.at - database.now : 0, at);
    case 'ended':
      return run.kind === 'going' && run.operationId !== event.operation.id ? run : { kind: 'none' };
    default:
      return run;
  }
}

/** `ahead`: our clock of the host's. */
function going({ id, startedAt }: DatabaseOperation, ahead: number, now: EpochMs): TailedRun {
  return { kind: 'going', operationId: id, since: Math.min(startedAt + ahead, now) };
}
