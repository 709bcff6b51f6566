import { METRIC_PREFIX } from '../../domain/metric.ts';
import { createBudget } from './budget.ts';
import { ascii, BLANK, equalBytes, HASH, nameEnd, startsWith } from './bytes.ts';
import { ClassicLines } from './classic-lines.ts';
import { CollectorLines, collectorName, mayBeCollectors } from './collector-lines.ts';
import { LabelledLines } from './labelled-lines.ts';
import { DECIDING_BYTES, type LineSink, LineSplitter, LONGEST_LINE } from './line-splitter.ts';
import { parseNumber, parsePlain } from './number.ts';
import { checkPage, type PageOrigin } from './page-checks.ts';
import type { PageReading } from './page-reading.ts';
import { createProblems } from './problems.ts';
import { isSample, splitSample } from './sample-line.ts';

const DUPLICATI = ascii(METRIC_PREFIX);
const HELP = ascii('# HELP ');
const HELP_DUPLICATI = ascii(`# HELP ${METRIC_PREFIX}`);
const END = ascii('# EOF');
/** A page is sorted by name, and node_exporter's own series come after `duplicati_…`. */
const AFTER_JOBS = ['node_', 'process_', 'promhttp_'].map(ascii);
const D = 100;
const N = 110;
const P = 112;

/** Takes a page's chunks and keeps what concerns backup jobs; looks at the first bytes of every line and into the wanted ones only. */
export class PageScanner implements LineSink {
  readonly #origin: PageOrigin;
  readonly #lines = new LineSplitter(this);
  readonly #problems = createProblems();
  readonly #classic: ClassicLines;
  readonly #labelled: LabelledLines;
  readonly #collector: CollectorLines;
  /** The first bytes, as latin1. */
  #head = '';
  #bytes = 0;
  #hasSample = false;
  #hasEnd = false;
  #jobsWereLast = false;
  /** Nothing but the wanted lines matters at this moment. */
  #onlyWanted = false;

  constructor(origin: PageOrigin) {
    const budget = createBudget(this.#problems);
    this.#origin = origin;
    this.#classic = new ClassicLines(budget, this.#problems);
    this.#labelled = new LabelledLines(budget, this.#problems);
    this.#collector = new CollectorLines(budget, this.#problems);
  }

  push(chunk: Uint8Array): void {
    if (this.#head.length < DECIDING_BYTES) {
      const { buffer, byteOffset, length } = chunk.subarray(0, DECIDING_BYTES - this.#head.length);
      this.#head += Buffer.from(buffer, byteOffset, length).toString('latin1');
    }
    this.#bytes += chunk.length;
    this.#lines.push(chunk);
    this.#classic.forgetBytes();
  }

  /** @throws SourceError where this was no page, or only a part of one */
  end(): PageReading {
    const unfinished = this.#lines.unfinished();
    const endsWithEnd = unfinished.length === END.length && equalBytes(unfinished, 0, END, 0, END.length);
    checkPage({
      ...this.#origin,
      bytes: this.#bytes,
      head: this.#head,
      hasSample: this.#hasSample,
      endsInLine: unfinished.length > 0 && !endsWithEnd,
      endsEarly: this.#jobsWereLast || this.#collector.endsEarly,
      hasEnd: this.#hasEnd || endsWithEnd,
    });
    return {
      nodename: this.#collector.nodename,
      runs: this.#classic.runs(),
      labelled: this.#labelled.runs(),
      textfileError: this.#collector.textfileError,
      textFiles: this.#collector.textFiles,
      filesByMetric: this.#classic.filesByMetric(),
      gatheringErrors: this.#collector.gatheringErrors,
      problems: this.#problems.list(),
    };
  }

  line(bytes: Buffer, start: number, end: number): void {
    // Nearly all lines end here, so this is all that they cost.
    if (this.#onlyWanted && !mayBeWanted(bytes, start, end)) return;
    this.#look(bytes, start, end);
    this.#onlyWanted = this.#hasSample && !this.#jobsWereLast;
  }

  longLine(bytes: Buffer, start: number, end: number): void {
    this.#trackOrder(bytes, start, end);
    if (!isWanted(bytes, start, end)) return;
    this.#problems.add(bytes.toString('latin1', start, end), `goes on for more than ${LONGEST_LINE} bytes, not read`);
  }

  skippable(bytes: Buffer, start: number, end: number): boolean {
    return this.#hasSample && !isWanted(bytes, start, end);
  }

  #look(bytes: Buffer, start: number, end: number): void {
    const first = bytes[start];
    if (first === HASH) {
      if (bytes[start + HELP.length] === D) this.#help(bytes, start, end);
      else if (end - start === END.length && startsWith(bytes, start, end, END)) this.#hasEnd = true;
      return;
    }
    if (first === D) {
      if (startsWith(bytes, start, end, DUPLICATI)) this.#duplicati(bytes, start, end);
    } else if (first === N || first === P) {
      if (this.#jobsWereLast) this.#trackOrder(bytes, start, end);
      if (mayBeCollectors(bytes, start)) this.#collectors(bytes, start, end);
    }
    if (!this.#hasSample && end > start) this.#hasSample = isSample(bytes, start, end);
  }

  #help(bytes: Buffer, start: number, end: number): void {
    if (!startsWith(bytes, start, end, HELP)) return;
    const stop = this.#classic.locate(bytes, start + HELP.length, end);
    if (stop >= 0) this.#classic.help(bytes, stop, end);
  }

  #duplicati(bytes: Buffer, start: number, end: number): void {
    this.#jobsWereLast = true;
    const stop = this.#classic.locate(bytes, start, end);
    // As nearly all are: a name, a blank and digits.
    const plain = stop >= 0 && bytes[stop] === BLANK ? parsePlain(bytes, stop + 1, end) : null;
    if (plain === null) this.#otherDuplicati(bytes, start, end, stop);
    else this.#classic.sample(bytes, stop + 1, end, plain);
  }

  /** `located` is where a classic name ends, negative for any other. */
  #otherDuplicati(bytes: Buffer, start: number, end: number, located: number): void {
    const stop = located < 0 ? nameEnd(bytes, start, end) : located;
    const line = splitSample(bytes, stop, end);
    const value = line === null ? null : parseNumber(bytes, line.valueStart, line.valueEnd);
    if (line === null || value === null) this.#malformed(bytes, start, end);
    else if (located < 0) this.#labelled.sample(bytes, start, stop, line, value);
    else if (line.labelsStart < 0) this.#classic.sample(bytes, line.valueStart, line.valueEnd, value);
    else this.#classic.refuse('has labels, which the wrapper never writes: not read');
  }

  #collectors(bytes: Buffer, start: number, end: number): void {
    const stop = nameEnd(bytes, start, end);
    const name = collectorName(bytes, start, stop);
    if (name === null) return;
    const line = splitSample(bytes, stop, end);
    const value = line === null ? null : parseNumber(bytes, line.valueStart, line.valueEnd);
    if (line === null || value === null) this.#malformed(bytes, start, end);
    else this.#collector.sample(name, bytes, line, value);
  }

  #malformed(bytes: Buffer, start: number, end: number): void {
    this.#problems.add(
      bytes.toString('latin1', start, Math.min(end, start + DECIDING_BYTES * 2)),
      'is not a valid sample',
    );
  }

  #trackOrder(bytes: Buffer, start: number, end: number): void {
    if (startsWith(bytes, start, end, DUPLICATI)) this.#jobsWereLast = true;
    else if (AFTER_JOBS.some((prefix) => startsWith(bytes, start, end, prefix))) this.#jobsWereLast = false;
  }
}

/** A cheap first look; also lets a few unwanted lines pass. */
function mayBeWanted(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start];
  if (first === HASH) return bytes[start + HELP.length] === D || end - start === END.length;
  if (first === N || first === P) return mayBeCollectors(bytes, start);
  return first === D;
}

function isWanted(bytes: Buffer, start: number, end: number): boolean {
  return (
    startsWith(bytes, start, end, DUPLICATI) ||
    startsWith(bytes, start, end, HELP_DUPLICATI) ||
    collectorName(bytes, start, nameEnd(bytes, start, end)) !== null
  );
}
