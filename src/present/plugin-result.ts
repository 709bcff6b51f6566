import type { Snapshot, Summary } from '../domain/snapshot.ts';
import { STATUSES, type Status } from '../domain/status.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import { type Row, type RowStatus, rowCause, rowStatus, rowsOf } from './row.ts';
import { sortRows } from './sort.ts';

/** What a monitoring plugin says, by its exit code. */
const PLUGIN_STATES = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;
type PluginState = (typeof PLUGIN_STATES)[number];

export interface PluginResult {
  readonly state: PluginState;
  readonly exitCode: number;
  /** The first holds the performance data; the others are the long output, a problem each. */
  readonly lines: readonly SafeText[];
}

const STATE_OF: Readonly<Record<RowStatus, PluginState>> = {
  failed: 'CRITICAL',
  missing: 'CRITICAL',
  late: 'CRITICAL',
  unknown: 'UNKNOWN',
  warning: 'WARNING',
  slow: 'WARNING',
  host: 'WARNING',
  running: 'OK',
  ok: 'OK',
};
/** Something known to be broken is worse than not knowing; a plugin's own order of badness. */
const BADNESS: readonly PluginState[] = ['OK', 'UNKNOWN', 'WARNING', 'CRITICAL'];
const LONG_OUTPUT_LINES = 50;

/**
 * The line and the exit code of a monitoring plugin, by the Monitoring Plugins development guidelines. A Prometheus or a list of jobs that
 * can't be read makes the result at least UNKNOWN; an exporter that can't is a fault of its host. `filtered`: rows were asked for by a filter.
 */
export function pluginResult(snapshot: Snapshot, { filtered }: { readonly filtered: boolean }): PluginResult {
  const { summary, generatedAt } = snapshot;
  const silent = snapshot.sources.filter(({ ok, kind }) => !ok && kind !== 'exporter');
  const rows = sortRows(rowsOf(snapshot), [], { now: generatedAt, ascii: true });
  const problems = rows.filter((row) => STATE_OF[rowStatus(row)] !== 'OK');
  const states = rows.map((row) => STATE_OF[rowStatus(row)]);
  const state = worstOf(rows.length === 0 || silent.length > 0 ? [...states, 'UNKNOWN'] : states);
  const nothing = filtered ? say`no backup job matches the filter` : say`no backup job was found`;
  const text = rows.length === 0 ? nothing : say`${countsText(summary)}${firstProblem(problems)}`;
  const failures = silent.map(({ kind, name, error }) => `; ${kind} ${name}: ${error ?? 'failed'}`).join('');
  return {
    state,
    exitCode: PLUGIN_STATES.indexOf(state),
    lines: [
      say`DUPTOP ${state}: ${withoutBar(say`${text}${failures}`)} | ${performanceData(summary)}`,
      ...problems.slice(0, LONG_OUTPUT_LINES).map((row) => say`${withoutBar(problemText(row))}`),
      ...(problems.length > LONG_OUTPUT_LINES ? [say`and ${problems.length - LONG_OUTPUT_LINES} more`] : []),
    ],
  };
}

/** For a plugin that could not find out anything. */
export function pluginFailure(message: SafeText): PluginResult {
  return {
    state: 'UNKNOWN',
    exitCode: PLUGIN_STATES.indexOf('UNKNOWN'),
    lines: [say`DUPTOP UNKNOWN: ${withoutBar(message)}`],
  };
}

function worstOf(states: readonly PluginState[]): PluginState {
  return states.reduce((worst, next) => (BADNESS.indexOf(next) > BADNESS.indexOf(worst) ? next : worst), 'OK');
}

function countsText(summary: Summary): string {
  const parts = STATUSES.filter((status) => summary[status] > 0).map((status) => `${summary[status]} ${status}`);
  if (summary.hostProblems > 0)
    parts.push(`${summary.hostProblems} host problem${summary.hostProblems === 1 ? '' : 's'}`);
  return `${summary.total} job${summary.total === 1 ? '' : 's'}: ${parts.join(', ')}`;
}

function firstProblem([row]: readonly Row[]): string {
  return row === undefined ? '' : `; ${problemText(row)}`;
}

function problemText(row: Row): SafeText {
  const name = row.kind === 'job' ? row.job.id : row.host.host;
  return say`${rowStatus(row)} ${name}: ${rowCause(row)?.message ?? ''}`;
}

/** A bar would begin the performance data. */
function withoutBar(text: SafeText): string {
  return text.replaceAll('|', '/');
}

function performanceData(summary: Summary): string {
  const counts: readonly (readonly [string, number])[] = [
    ['total', summary.total],
    ...STATUSES.map((status: Status) => [status, summary[status]] as const),
    ['host_problems', summary.hostProblems],
  ];
  return counts.map(([name, count]) => `${name}=${count};;;0`).join(' ');
}
