import type { Job } from '../domain/job.ts';
import { type Model, topOf } from './model.ts';
import { chosenIds, selectedRow } from './screens/fleet/selection.ts';
import { hostUnderCursor } from './screens/hosts/state.ts';
import { runUnderCursor } from './screens/run/state.ts';

/** A host as the fleet has it. */
interface HostLookedAt {
  readonly host: string;
  readonly instance: string | null;
}

/** The job that the screen on top is about, or that is selected there. */
export function jobLookedAt(model: Model): Job | null {
  const top = topOf(model);
  switch (top.screen) {
    case 'job':
    case 'tail':
      return top.job;
    case 'run':
      return runUnderCursor(top, model)?.job ?? null;
    case 'fleet': {
      const row = selectedRow(model);
      return row?.kind === 'job' ? row.job : null;
    }
    default:
      return null;
  }
}

/** What a command would be about: in the table all that are marked, where some are. */
export function jobsLookedAt(model: Model): readonly Job[] {
  if (topOf(model).screen !== 'fleet') {
    const job = jobLookedAt(model);
    return job === null ? [] : [job];
  }
  const ids = new Set(chosenIds(model));
  return model.fleet.snapshot?.jobs.filter(({ id }) => ids.has(id)) ?? [];
}

export function hostLookedAt(model: Model): HostLookedAt | null {
  const top = topOf(model);
  if (top.screen === 'hosts') return hostUnderCursor(top)?.host ?? null;
  if (top.screen === 'fleet') {
    const row = selectedRow(model);
    return row?.kind === 'host' ? row.host : (row?.job ?? null);
  }
  return jobLookedAt(model);
}
