import type { CrontabLine, FoundRun } from '../../domain/host-run/found-run.ts';
import type { RunEvent } from '../../domain/host-run/run-event.ts';
import { outcomeOf } from '../../domain/outcome.ts';
import type { EpochMs } from '../../domain/time.ts';
import { isoTime } from '../../text/iso-time.ts';
import { encodeRun } from '../document/encode.ts';
// Types only: the schema's library is not loaded to print a line.
import type { RunLineObject } from './schema.ts';

/** Which job a line is about. */
export interface LineAbout {
  readonly at: EpochMs;
  readonly id: string;
  readonly host: string;
  readonly path: string;
}

/** A line of `run --json`. */
export function encodeRunEvent({ at, id, host, path }: LineAbout, event: RunEvent): RunLineObject {
  const about = { at: new Date(at).toISOString(), id, host, path };
  switch (event.type) {
    case 'found':
      return { ...about, type: event.type, way: event.way, ...encodeFound(event.found) };
    case 'started': {
      const { type, attached, pid, startedAt } = event;
      return { ...about, type, attached, pid, startedAt: isoTime(startedAt) };
    }
    case 'output':
      return { ...about, type: event.type, lines: [...event.lines] };
    case 'progress':
      return { ...about, type: event.type, ...event.progress };
    case 'connection-lost':
      return { ...about, type: event.type, message: event.message, retryInSeconds: event.retryInMs / 1000 };
    case 'ended': {
      const { exitCode, at: endedAt } = event.end;
      const outcome = exitCode === null ? null : outcomeOf(exitCode);
      return { ...about, type: event.type, exitCode, outcome, endedAt: isoTime(endedAt) };
    }
    case 'exporter-shows':
    case 'prometheus-shows':
      return { ...about, type: event.type, run: encodeRun(event.run, at) };
    default:
      return { ...about, ...event };
  }
}

function encodeFound({ user, way, isAmbiguous, lines, edition, wrapperState, database, log, goingOn }: FoundRun) {
  return {
    user,
    by: way?.by ?? null,
    wrapper: way === null ? null : way.by === 'crontab' ? way.line.wrapper : way.wrapper,
    edition,
    wrapperState,
    ambiguous: isAmbiguous,
    crontab: lines.map(encodeLine),
    dbPath: database,
    log: log?.file ?? null,
    goingOn: goingOn === null ? null : { by: goingOn.by, pid: goingOn.pid, since: isoTime(goingOn.since) },
  };
}

function encodeLine({ source, number, schedule, owner, wrapper, path, jobs, standing, ignored }: CrontabLine) {
  return {
    source,
    line: number,
    schedule,
    owner,
    wrapper,
    path,
    jobs,
    standing,
    ignored: ignored === null ? null : ignored.why === 'line' ? { why: ignored.why, line: ignored.number } : ignored,
  };
}
