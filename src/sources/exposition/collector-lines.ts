import type { TextFile } from '../../domain/reading.ts';
import { count, moment } from '../../domain/sample-value.ts';
import type { Budget } from './budget.ts';
import { ascii, equalBytes } from './bytes.ts';
import type { Labels } from './labels.ts';
import type { Problems } from './problems.ts';
import { labelsOf, type SampleLine, valueText } from './sample-line.ts';

const SCRAPE_ERROR = 'node_textfile_scrape_error';
const MTIME = 'node_textfile_mtime_seconds';
const UNAME = 'node_uname_info';
const HANDLER_ERRORS = 'promhttp_metric_handler_errors_total';
const NAMES = [SCRAPE_ERROR, MTIME, UNAME, HANDLER_ERRORS].map((name) => ({ name, bytes: ascii(name) }));

/** Letters of `node_TExtfile`, `node_UName`, `promhTTp`. */
const E = 101;
const N = 110;
const T = 116;
const U = 117;

/** Collects what node_exporter says of itself: the textfile collector's state, the host's name, and scrapes that lost series. */
export class CollectorLines {
  readonly #budget: Budget;
  readonly #problems: Problems;
  readonly #files = new Map<string, TextFile>();
  #scrapeErrorCame = false;
  #mtimeCame = false;
  nodename: string | null = null;
  textfileError: boolean | null = null;
  gatheringErrors: number | null = null;

  constructor(budget: Budget, problems: Problems) {
    this.#budget = budget;
    this.#problems = problems;
  }

  get textFiles(): readonly TextFile[] {
    return [...this.#files.values()];
  }

  /** Files without the collector's last series after them: the page's end is missing. */
  get endsEarly(): boolean {
    return this.#mtimeCame && !this.#scrapeErrorCame;
  }

  /** A sample whose name is one that `collectorName` knows. */
  sample(name: string, bytes: Buffer, line: SampleLine, value: number): void {
    if (name === SCRAPE_ERROR) {
      this.#takeScrapeError(bytes, line, value);
      return;
    }
    const labels = line.labelsStart < 0 ? null : labelsOf(bytes, line);
    if (labels === null) this.#problems.add(name, 'has labels that are broken or not UTF-8');
    else if (name === MTIME) this.#takeFile(labels, bytes, line, value);
    else if (name === UNAME) this.nodename ??= labels.get('nodename') || null;
    else if (labels.get('cause') === 'gathering') this.#takeGatheringErrors(bytes, line, value);
  }

  #takeScrapeError(bytes: Buffer, line: SampleLine, value: number): void {
    if (this.#scrapeErrorCame) return;
    this.#scrapeErrorCame = true;
    if (Number.isNaN(value)) this.#problems.add(SCRAPE_ERROR, 'neither 0 nor 1', valueText(bytes, line));
    else this.textfileError = value !== 0;
  }

  #takeFile(labels: Labels, bytes: Buffer, line: SampleLine, value: number): void {
    this.#mtimeCame = true;
    const file = labels.get('file');
    if (file === undefined || this.#files.has(file)) return;
    const modifiedAt = moment.read(value);
    if (modifiedAt === null) this.#problems.add(`change time of ${file}`, moment.refusal, valueText(bytes, line));
    else if (this.#budget.take()) this.#files.set(file, { file, modifiedAt });
  }

  #takeGatheringErrors(bytes: Buffer, line: SampleLine, value: number): void {
    if (this.gatheringErrors !== null) return;
    this.gatheringErrors = count.read(value);
    if (this.gatheringErrors === null) this.#problems.add(HANDLER_ERRORS, count.refusal, valueText(bytes, line));
  }
}

/** The name `bytes[start, nameEnd)` if it is one of the collector's; `null` for any other. */
export function collectorName(bytes: Buffer, start: number, nameEnd: number): string | null {
  for (const { name, bytes: known } of NAMES) {
    if (nameEnd - start === known.length && equalBytes(bytes, start, known, 0, known.length)) return name;
  }
  return null;
}

/** Whether a line of node_exporter's own, of which a page has a thousand, may begin with one of the collector's names. */
export function mayBeCollectors(bytes: Buffer, start: number): boolean {
  const sixth = bytes[start + 5];
  const seventh = bytes[start + 6];
  return sixth === T ? seventh === E || seventh === T : sixth === U && seventh === N;
}
