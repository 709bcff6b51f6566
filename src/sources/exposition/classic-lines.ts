import { asMetric, METRIC_PREFIX, type Metric } from '../../domain/metric.ts';
import type { Run } from '../../domain/run.ts';
import type { Budget } from './budget.ts';
import { ascii, isRepeated, nameEnd, startsWith } from './bytes.ts';
import { type Cells, CLASSIC_SERIES, type Series, suffixAt, suffixBefore } from './classic-series.ts';
import { filesIn } from './help-files.ts';
import type { Problems } from './problems.ts';

const PREFIX = ascii(METRIC_PREFIX);
const NOTHING = Buffer.alloc(0);

/**
 * Collects the classic wrapper's three series, and the files that node_exporter's generated HELP names for them. A job's lines stand
 * next to each other, so each is first compared with the one before: most need no string and no look-up.
 */
export class ClassicLines {
  readonly #budget: Budget;
  readonly #problems: Problems;
  readonly #runs = new Map<Metric, Cells>();
  readonly #files = new Map<Metric, readonly string[]>();
  /** Series whose first sample could not be used: a second one doesn't count either. */
  readonly #refused = new Set<string>();

  /** What `locate` found. */
  #metric = asMetric('');
  #series = CLASSIC_SERIES[0] as Series;
  /** What is known of the located metric by now; `null` before its first sample or HELP. */
  #cells: Cells | null = null;
  #metricFiles: readonly string[] | null = null;

  /** Where the located job's name (up to the metric's end) and its last HELP text stand. */
  #bytes: Buffer = NOTHING;
  #view: DataView = new DataView(NOTHING.buffer, 0, 0);
  #nameStart = 0;
  #nameLength = 0;
  #textStart = 0;
  #textLength = -1;

  constructor(budget: Budget, problems: Problems) {
    this.#budget = budget;
    this.#problems = problems;
  }

  /**
   * Looks for one of the three names at `start`: the same names that `parseClassicName` takes. Gives the index after the name, -1 for
   * anything else. The other methods speak of what was located last.
   */
  locate(bytes: Buffer, start: number, end: number): number {
    const metricEnd = start + this.#nameLength;
    if (bytes === this.#bytes && metricEnd < end && isRepeated(this.#view, this.#nameStart, start, this.#nameLength)) {
      const series = suffixAt(bytes, metricEnd, end);
      if (series !== null) {
        this.#series = series;
        return metricEnd + series.suffix.length;
      }
    }
    return startsWith(bytes, start, end, PREFIX) ? this.#locateOther(bytes, start, end) : -1;
  }

  #locateOther(bytes: Buffer, start: number, end: number): number {
    const stop = nameEnd(bytes, start, end);
    const metricStart = start + PREFIX.length;
    const series = suffixBefore(bytes, metricStart, stop);
    if (series === null) return -1;
    const metricEnd = stop - series.suffix.length;
    this.#series = series;
    this.#metric = asMetric(bytes.toString('latin1', metricStart, metricEnd));
    this.#cells = this.#runs.get(this.#metric) ?? null;
    this.#metricFiles = this.#files.get(this.#metric) ?? null;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    this.#nameStart = start;
    this.#nameLength = metricEnd - start;
    this.#textLength = -1;
    return stop;
  }

  /** The sample without labels whose name was located; its value is spelled as `bytes[valueStart, valueEnd)`. */
  sample(bytes: Buffer, valueStart: number, valueEnd: number, value: number): void {
    if (this.#cells === null) {
      if (!this.#budget.take()) return;
      this.#cells = { startedAt: null, durationSeconds: null, exitCode: null };
      this.#runs.set(this.#metric, this.#cells);
    }
    const series = this.#series;
    if (this.#refused.size > 0 && this.#refused.has(this.#name())) return;
    if (series.take(this.#cells, value)) return;
    this.#refused.add(this.#name());
    this.refuse(series.refusal, bytes.toString('latin1', valueStart, valueEnd));
  }

  /** The HELP text of the located name, from after the name on. */
  help(bytes: Buffer, start: number, end: number): void {
    const length = end - start;
    if (length === this.#textLength && isRepeated(this.#view, this.#textStart, start, length)) return;
    this.#textStart = start;
    this.#textLength = length;
    const files = filesIn(bytes, start, end, this.#metricFiles);
    if (files === this.#metricFiles || (this.#metricFiles === null && !this.#budget.take())) return;
    this.#metricFiles = files;
    if (files !== null) this.#files.set(this.#metric, files);
  }

  /** Notes that the located series can't be used. */
  refuse(why: string, value?: string): void {
    this.#problems.add(this.#name(), why, value);
  }

  /** To be called before the bytes that were given are used for something else. */
  forgetBytes(): void {
    this.#bytes = NOTHING;
  }

  /** Jobs of which at least one value can be used, in the page's order. */
  runs(): ReadonlyMap<Metric, Run> {
    if (this.#refused.size === 0) return this.#runs;
    return new Map([...this.#runs].filter(([, run]) => Object.values(run).some((value) => value !== null)));
  }

  /** A metric's first file hides what the others say. */
  filesByMetric(): ReadonlyMap<Metric, readonly string[]> {
    return this.#files;
  }

  #name(): string {
    return METRIC_PREFIX + this.#metric + this.#series.suffix.toString('latin1');
  }
}
