import { type SafeText, visible } from '../../text/safe-text.ts';
import { isFailure } from '../outcome.ts';
import type { Run } from '../run.ts';
import type { NotedRun } from './host-facts.ts';
import type { JobOnHost } from './job-on-host.ts';
import type { LastWords } from './last-words.ts';
import { classicFiles, fileRun } from './textfile-of-job.ts';

const MOST_LINES = 5;
const COMPLAINT = /error|fatal|exception|fail|denied|refused|not found|no space|no such|can't|cannot|killed|warning/i;

/** What the run said that duptop started last, where it was not good and none came after it. */
export function ownWords(seen: JobOnHost): LastWords | null {
  const { own } = seen;
  if (own?.end == null || own.lines.length === 0) return null;
  const published = fileRun(seen);
  if (published?.startedAt != null && published.startedAt > own.end.at) return null;
  // The classic wrapper ends with 0 whatever became of the backup.
  const exitCode = isOf(own, published) ? published.exitCode : own.end.exitCode;
  if (exitCode === null || !isFailure(exitCode)) return null;
  return { at: own.end.at, where: outputOf(own), lines: complaints(own.lines) };
}

/** The file that holds all that it said. */
export function outputOf({ folder }: NotedRun): string {
  return `${folder}/output`;
}

/** The run that duptop started last, where it has ended and is not the one that the job's metrics tell of, nor an earlier one. */
export function untoldRun(seen: JobOnHost, shown: Run | null): (NotedRun & { readonly end: object }) | null {
  const { own, host, log } = seen;
  if (own?.end == null || log?.events.some(({ at }) => at >= own.startedAt) === true) return null;
  const starts = [fileRun(seen), shown].flatMap((run) => run?.startedAt ?? []);
  if (starts.some((at) => at >= own.startedAt)) return null;
  const isGone = classicFiles(seen).length === 0 && host.textfiles.some(({ state }) => state === 'read');
  return starts.length > 0 || isGone ? { ...own, end: own.end } : null;
}

function isOf({ startedAt, end }: NotedRun, run: Run | null): run is Run {
  return run?.startedAt != null && end !== null && run.startedAt >= startedAt && run.startedAt <= end.at;
}

/** Of several tries that said the same only one. */
function complaints(lines: readonly SafeText[]): readonly SafeText[] {
  const said = [...new Set(lines.map((line) => visible(line.trim())))].filter((line) => line !== '');
  const bad = said.filter((line) => COMPLAINT.test(line));
  return (bad.length > 0 ? bad : said).slice(-MOST_LINES);
}
