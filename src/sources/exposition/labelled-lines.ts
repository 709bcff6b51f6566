import { type LabelledRunDraft, unknownLabelledRun } from '../../domain/labelled-run.ts';
import { LABELLED_PREFIX } from '../../domain/metric.ts';
import type { LabelledRun } from '../../domain/reading.ts';
import { attempts, exitCode, flag, moment, type Reader, seconds } from '../../domain/sample-value.ts';
import type { Budget } from './budget.ts';
import { ascii, startsWith } from './bytes.ts';
import type { Labels } from './labels.ts';
import type { Problems } from './problems.ts';
import { labelsOf, type SampleLine, valueText } from './sample-line.ts';

interface Entry {
  readonly cells: LabelledRunDraft;
  /** One bit for each series that came, used or refused: the first one counts. */
  came: number;
}
type Series = {
  readonly [Field in keyof LabelledRunDraft]: {
    readonly field: Field;
    readonly reader: Reader<NonNullable<LabelledRunDraft[Field]>>;
    readonly bit: number;
  };
}[keyof LabelledRunDraft];

const PREFIX = ascii(LABELLED_PREFIX);
const INFO = 'info';
const INFO_BIT = 128;
const SERIES: ReadonlyMap<string, Series> = new Map<string, Series>([
  ['last_start_timestamp_seconds', { field: 'lastStartAt', reader: moment, bit: 1 }],
  ['last_completion_timestamp_seconds', { field: 'lastCompletionAt', reader: moment, bit: 2 }],
  ['last_success_timestamp_seconds', { field: 'lastSuccessAt', reader: moment, bit: 4 }],
  ['last_duration_seconds', { field: 'durationSeconds', reader: seconds, bit: 8 }],
  ['last_exit_code', { field: 'exitCode', reader: exitCode, bit: 16 }],
  ['last_attempts', { field: 'attempts', reader: attempts, bit: 32 }],
  ['running', { field: 'running', reader: flag, bit: 64 }],
]);

/** Collects the labelled family that duptop's own wrapper writes. */
export class LabelledLines {
  readonly #budget: Budget;
  readonly #problems: Problems;
  readonly #entries = new Map<string, Entry>();
  /** A job's labels are spelled the same in every series: most lines need no reading of labels. */
  readonly #bySpelling = new Map<string, Entry>();

  constructor(budget: Budget, problems: Problems) {
    this.#budget = budget;
    this.#problems = problems;
  }

  /** A sample whose name is `bytes[start, nameEnd)`; one of another family, or without labels, does nothing. */
  sample(bytes: Buffer, start: number, nameEnd: number, line: SampleLine, value: number): void {
    if (line.labelsStart < 0 || !startsWith(bytes, start, nameEnd, PREFIX)) return;
    const name = bytes.toString('latin1', start + PREFIX.length, nameEnd);
    const series = SERIES.get(name);
    if (series !== undefined) this.#take(series, name, bytes, line, value);
    else if (name === INFO) this.#takeInfo(bytes, line);
  }

  runs(): readonly LabelledRun[] {
    return Array.from(this.#entries.values(), (entry) => entry.cells);
  }

  #take(series: Series, name: string, bytes: Buffer, line: SampleLine, value: number): void {
    const spelling = bytes.toString('latin1', line.labelsStart, line.labelsEnd);
    let entry = this.#bySpelling.get(spelling) ?? null;
    if (entry === null) {
      const labels = this.#labels(bytes, line, name);
      entry = labels === null ? null : this.#entryFor(labels);
      if (entry === null) return;
      this.#bySpelling.set(spelling, entry);
    }
    if ((entry.came & series.bit) !== 0) return;
    entry.came |= series.bit;
    const read = series.reader.read(value);
    // The table pairs each field with a reader of its own type; TypeScript can't follow that through a union.
    (entry.cells as unknown as Record<string, unknown>)[series.field] = read;
    if (read === null) {
      this.#problems.add(LABELLED_PREFIX + name + spelling, series.reader.refusal, valueText(bytes, line));
    }
  }

  #takeInfo(bytes: Buffer, line: SampleLine): void {
    const labels = this.#labels(bytes, line, INFO);
    const entry = labels === null ? null : this.#entryFor(labels);
    if (labels === null || entry === null || (entry.came & INFO_BIT) !== 0) return;
    entry.came |= INFO_BIT;
    entry.cells.dbPath = labels.get('dbpath') || null;
    entry.cells.wrapperVersion = labels.get('wrapper_version') || null;
  }

  #labels(bytes: Buffer, line: SampleLine, name: string): Labels | null {
    const labels = labelsOf(bytes, line);
    if (labels === null) this.#problems.add(LABELLED_PREFIX + name, 'has labels that are broken or not UTF-8');
    return labels;
  }

  #entryFor(labels: Labels): Entry | null {
    const host = labels.get('host');
    const path = labels.get('path');
    if (host === undefined || path === undefined) return null;
    const key = JSON.stringify([host, path]);
    let entry = this.#entries.get(key);
    if (!entry && this.#budget.take()) {
      entry = { cells: unknownLabelledRun(host, path), came: 0 };
      this.#entries.set(key, entry);
    }
    return entry ?? null;
  }
}
