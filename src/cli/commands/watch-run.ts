import { changesBetween } from '../../domain/changes.ts';
import type { Job } from '../../domain/job.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { FleetStream } from '../../fleet/fleet-stream.ts';
import { pollFleet } from '../../fleet/poll.ts';
import { changeLine, sourceLine } from '../../present/document/change-line.ts';
import { type Filter, filterOf } from '../filter.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { intervalMs } from '../interval.ts';
import { openFleet } from '../open-fleet.ts';
import { configFor } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';

export interface WatchFlags extends GlobalFlags {
  readonly interval: string;
  readonly changesOnly?: boolean;
}

/** Prints changes until the signal comes, or nobody reads any more. */
export async function runWatch(words: readonly string[], flags: WatchFlags, shell: Shell): Promise<void> {
  const filter = filterOf(words);
  const every = intervalMs(flags.interval);
  const fleet = await openFleet(await configFor(flags, shell), shell);
  const stream = pollFleet(fleet, shell, { intervalMs: every });
  try {
    let before: Snapshot | null = null;
    for await (const snapshot of wholeRounds(stream, shell.signal)) {
      const lines = [
        ...sourceLines(before, snapshot),
        ...jobLines(before, snapshot, filter, flags.changesOnly ?? false),
      ];
      for (const line of lines) await shell.stdout.write(line);
      if (shell.stdout.isClosed) return;
      before = snapshot;
    }
  } finally {
    stream.stop();
  }
}

/** The snapshot of each round that came to its end. */
async function* wholeRounds(stream: FleetStream, signal: AbortSignal): AsyncGenerator<Snapshot> {
  let shownAt: number | null = null;
  for (;;) {
    const { snapshot, refreshedAt, refreshing } = stream.view();
    if (signal.aborted) return;
    if (!refreshing && snapshot !== null && refreshedAt !== shownAt) {
      shownAt = refreshedAt;
      yield snapshot;
      continue;
    }
    await nextChange(stream, signal);
  }
}

function nextChange(stream: FleetStream, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      unsubscribe();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const unsubscribe = stream.subscribe(done);
    signal.addEventListener('abort', done, { once: true });
  });
}

function jobLines(before: Snapshot | null, after: Snapshot, filter: Filter, changesOnly: boolean): readonly string[] {
  if (before === null && changesOnly) return [];
  const matches = (job: Job) => filter.matches({ kind: 'job', job }, after.generatedAt);
  return changesBetween(before, after)
    .filter((change) => matches(change.job) || (change.type === 'changed' && matches(change.before)))
    .map((change) => changeLine(change, after.generatedAt));
}

/** Failures at the beginning, and whatever becomes of a source later. */
function sourceLines(before: Snapshot | null, { sources, generatedAt }: Snapshot): readonly string[] {
  const wasOk = new Map(before?.sources.map(({ id, ok }) => [id, ok]));
  return sources
    .filter(({ id, ok }) => ok !== (wasOk.get(id) ?? true))
    .map((source) => sourceLine(source, generatedAt));
}
