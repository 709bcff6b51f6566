import { redact } from '../../text/redact.ts';
import type { SafeText } from '../../text/safe-text.ts';
import { visible } from '../../text/safe-text.ts';
import { isFailure } from '../outcome.ts';
import type { EpochMs } from '../time.ts';
import type { JobOnHost } from './job-on-host.ts';
import { lastOperation } from './last-operation.ts';
import { ownWords } from './own-run.ts';

/** What a run that was not good said of itself. */
export interface LastWords {
  readonly at: EpochMs;
  readonly where: string;
  readonly lines: readonly SafeText[];
}

const MOST_LINES = 5;
const LONGEST = 400;

/** The words of the last run, by the wrapper's own note, by what duptop kept of it, or by the database; `null` where it was good, or nothing was kept. */
export function lastWords(seen: JobOnHost): LastWords | null {
  const { log, database } = seen;
  const reason = log?.reason ?? null;
  if (reason !== null && isFailure(reason.exitCode)) {
    return {
      at: reason.endedAt,
      where: log?.file?.replace(/\.log$/, '.reason') ?? 'the wrapper',
      lines: reason.lines.filter((line) => line.trim() !== '').slice(0, MOST_LINES),
    };
  }
  const own = ownWords(seen);
  if (own !== null) return own;
  const last = lastOperation(database);
  if (last?.state.kind !== 'ended' || database === null) return null;
  const { result } = last.state;
  if (result.parsed !== 'fatal' && result.parsed !== 'error') return null;
  const lines = result.errors.first
    .slice(0, MOST_LINES)
    .map((line) => visible(redact(firstLine(line)).slice(0, LONGEST)));
  return { at: result.endedAt ?? last.startedAt, where: database.file, lines };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
