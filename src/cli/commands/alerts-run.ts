import type { FleetAlerts } from '../../domain/alerts.ts';
import { ALERT_COLUMNS } from '../../present/alerts/alert-columns.ts';
import { filterAlerts } from '../../present/alerts/alert-filter.ts';
import { type AlertRow, alertRowsOf } from '../../present/alerts/alert-row.ts';
import { encodeAlerts, type ShownAlerts } from '../../present/alerts/encode.ts';
import { ruleProblemLines } from '../../present/alerts/rule-problem-lines.ts';
import { shownSilences } from '../../present/alerts/shown-silences.ts';
import { silenceLines } from '../../present/alerts/silence-lines.ts';
import { undeliveredLines } from '../../present/alerts/undelivered-lines.ts';
import { layOut } from '../../present/columns/layout.ts';
import { jsonText } from '../../present/document/json-text.ts';
import { type ShowContext, section } from '../../present/show/section.ts';
import { tableLines } from '../../present/table.ts';
import type { Line } from '../../present/tone.ts';
import { say } from '../../text/safe-text.ts';
import { filterOf } from '../filter.ts';
import { readFleetAlerts } from '../read-alerts.ts';
import { ruleProblems } from '../rule-problems.ts';
import type { Shell } from '../shell.ts';
import { painted, styleFor } from '../style.ts';
import type { AlertsFlags } from './alerts.ts';

/** @throws Failure for a filter that can't be read, before anything is asked; and where nobody answered */
export async function runAlerts(words: readonly string[], flags: AlertsFlags, shell: Shell): Promise<void> {
  filterOf(words);
  const { config, alerts, snapshot } = await readFleetAlerts(flags, shell);
  const all = flags.all ?? false;
  const candidates = alertRowsOf(alerts, snapshot.jobs).filter(({ alert }) => all || alert.aboutBackups);
  const rows = filterAlerts(candidates, words.join(' '), alerts.readAt);
  const isWhole = words.length === 0;
  const shown: ShownAlerts = {
    alerts: rows.map(({ alert }) => alert),
    silences: shownSilences(
      alerts.silences,
      rows.map(({ alert }) => alert),
      isWhole ? (all ? 'all' : 'about-backups') : 'holding',
    ),
    problems: isWhole ? ruleProblems(alerts, snapshot.jobs) : [],
  };
  if (flags.json) {
    await shell.stdout.write(`${jsonText(encodeAlerts(alerts, shown))}\n`);
    return;
  }
  const style = styleFor(config, shell.stdout);
  const context = { now: alerts.readAt, ascii: style.ascii, width: style.width };
  for (const line of printedLines(rows, shown, context)) await shell.stdout.write(painted(line, style));
  if (rows.length === 0) await shell.stderr.write(`duptop: ${nothingText(alerts, candidates.length, all)}\n`);
}

function* printedLines(rows: readonly AlertRow[], shown: ShownAlerts, context: ShowContext): Generator<Line> {
  if (rows.length > 0) yield* tableLines(rows, layOut(ALERT_COLUMNS, rows, context, context.width), context);
  yield* section(say`NOT DELIVERED`, undeliveredLines(shown.alerts, context));
  yield* section(
    say`SILENCES`,
    shown.silences.flatMap((silence) => silenceLines(silence, context)),
  );
  yield* section(
    say`RULES`,
    // The proof, whole expressions, is in --json and in "duptop rules --check".
    shown.problems.flatMap((problem) => ruleProblemLines({ ...problem, evidence: [] }, context)),
  );
}

function nothingText({ alerts }: FleetAlerts, candidates: number, all: boolean) {
  if (candidates > 0) return say`none of the ${candidates} alerts matches the filter`;
  const others = all ? 0 : alerts.length;
  return say`no alert about backups is pending or firing${others === 0 ? '' : ` (${others} others are: --all)`}`;
}
