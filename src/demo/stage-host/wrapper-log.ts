import type { StagedRun } from './order.ts';

/** As the better wrapper picks lines that tell a reason. */
const FATAL = /^(?:Fatal error =>|ErrorID:|The operation [A-Za-z]+ has failed|[A-Za-z.]+Exception:)/;
const COMPLAINT = /^(?:Failed to|Error reported)/;
const MOST_LINES = 5;

/** What the better wrapper writes into `KEY.log` about a run. */
export function logText({ startedAt, endedAt, exitCode }: StagedRun, said: readonly string[]): string {
  const seconds = Math.round((endedAt - startedAt) / 1000);
  const lines = [
    `=== ${timeText(startedAt)} run started, process ${1000 + (startedAt % 30_000)}`,
    ...said,
    `=== ${timeText(endedAt)} ended with ${exitCode} after ${seconds} s`,
  ];
  return `${lines.join('\n')}\n`;
}

/** What it leaves in `KEY.reason`; `null` after a good run. */
export function reasonText({ endedAt, exitCode }: StagedRun, said: readonly string[]): string | null {
  if (exitCode < 2) return null;
  const found = [FATAL, COMPLAINT].flatMap((words) => said.filter((line) => words.test(line)).slice(0, MOST_LINES));
  const lines = found.length > 0 ? found : said.slice(-1);
  return `${[`${exitCode} ${Math.floor(endedAt / 1000)}`, ...lines].join('\n')}\n`;
}

function timeText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');
}
