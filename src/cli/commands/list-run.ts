import type { Snapshot } from '../../domain/snapshot.ts';
import type { Column, Context } from '../../present/columns/column.ts';
import { pickColumns } from '../../present/columns/fields.ts';
import { layOut } from '../../present/columns/layout.ts';
import { COLUMNS, tableColumns } from '../../present/columns/registry.ts';
import { rowsCsv } from '../../present/document/csv.ts';
import { documentJson } from '../../present/document/json.ts';
import { rowsNdjson } from '../../present/document/ndjson.ts';
import { recordsJson, recordsNdjson } from '../../present/document/records.ts';
import { meantTerms } from '../../present/filter/meant.ts';
import { narrowTo } from '../../present/narrow.ts';
import type { Row } from '../../present/row.ts';
import { type Order, parseSort, sortRows, USUAL_SORT } from '../../present/sort.ts';
import { summaryLine } from '../../present/summary-line.ts';
import { tableLines } from '../../present/table.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { wrongUse } from '../failure.ts';
import { filterOf, matchingRows } from '../filter.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { readSnapshot } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';
import { painted, type Style, styleFor } from '../style.ts';

export interface ListFlags extends GlobalFlags {
  readonly json?: boolean;
  readonly ndjson?: boolean;
  readonly csv?: boolean;
  readonly wide?: boolean;
  readonly fields?: string;
  readonly sort?: string;
}

/**
 * `meant`: what else the words may have been, said where they match no job.
 * @throws Failure for a filter, field or sort key that does not exist, before anything is asked
 */
export async function runList(
  words: readonly string[],
  flags: ListFlags,
  shell: Shell,
  meant: SafeText | null = null,
): Promise<void> {
  const filter = filterOf(words);
  const columns = flags.fields === undefined ? null : columnsOf(flags.fields);
  const order = orderOf(flags.sort ?? USUAL_SORT);
  const { config, snapshot: whole } = await readSnapshot(flags, shell);
  const style = styleFor(config, shell.stdout);
  const context = { now: whole.generatedAt, ascii: style.ascii };
  const rows = sortRows(matchingRows(whole, filter), order, context);
  const snapshot = narrowTo(whole, rows);
  for (const chunk of encoded(snapshot, rows, columns, { flags, style, context })) await shell.stdout.write(chunk);
  if (rows.length === 0) await shell.stderr.write(`${nothingToShow(whole, words, meant).join('\n')}\n`);
}

interface Output {
  readonly flags: ListFlags;
  readonly style: Style;
  readonly context: Context;
}

function encoded(
  snapshot: Snapshot,
  rows: readonly Row[],
  columns: readonly Column[] | null,
  { flags, style, context }: Output,
): Iterable<string> {
  if (flags.json) {
    if (columns !== null) return recordsJson(rows, columns, context);
    return documentJson(snapshot);
  }
  if (flags.ndjson) return columns === null ? rowsNdjson(rows, context.now) : recordsNdjson(rows, columns, context);
  if (flags.csv) return rowsCsv(rows, columns ?? COLUMNS, context);
  return table(snapshot, rows, columns ?? tableColumns(rows, context, { wide: flags.wide ?? false }), {
    flags,
    style,
    context,
  });
}

function* table(
  snapshot: Snapshot,
  rows: readonly Row[],
  columns: readonly Column[],
  { flags, style, context }: Output,
): Generator<string> {
  if (rows.length === 0) return;
  const layout = layOut(columns, rows, context, flags.wide || flags.fields !== undefined ? null : style.width);
  for (const line of tableLines(rows, layout, context)) yield painted(line, style);
  if (style.width !== null) yield `\n${painted(summaryLine(snapshot.summary), style)}`;
}

function nothingToShow(whole: Snapshot, words: readonly string[], meant: SafeText | null): readonly string[] {
  const { total, hostProblems } = whole.summary;
  if (words.length > 0 && total + hostProblems > 0) {
    const terms = meantTerms(words.join(' '));
    const hint =
      terms.length === 0 ? meant : say`words are looked for in host and path; perhaps ${terms.join(' ')} is meant`;
    return [say`duptop: none of the ${total} jobs matches the filter`, ...(hint === null ? [] : [say`  ${hint}`])];
  }
  return [
    'duptop: no backup job was found. Looked for:',
    '  series duplicati_*_last_run_start, *_last_run_seconds, *_last_exitcode, and duplicati_job_*',
    '  alert rules that say absent(duplicati_*), and jobs in the configuration and in Ansible inventories',
    ...whole.sources.map(
      ({ kind, name, url, ok }) => `  ${say`in ${kind} ${name} (${url}): ${ok ? 'answered' : 'did not answer'}`}`,
    ),
    'Does a host with backups run node_exporter with its textfile collector, and does this Prometheus scrape it?',
  ];
}

function columnsOf(list: string): readonly Column[] {
  const picked = pickColumns(list);
  if (picked.ok) return picked.columns;
  throw wrongUse(say`--fields: ${picked.error.message}`, picked.error.hint);
}

function orderOf(text: string): Order {
  const parsed = parseSort(text);
  if (parsed.ok) return parsed.order;
  throw wrongUse(say`--sort: ${parsed.error.message}`, parsed.error.hint);
}
