import { type Family, type Metric, type Part, partLabel, type ReadFamily } from './family.ts';
import { FamilySet, type Resolved } from './family-set.ts';
import { type CrashCode, type Fault, type FaultCode, LineFault } from './fault.ts';
import { LineCursor, NEWLINE } from './line-cursor.ts';
import { isBlank, readMetricName } from './names.ts';
import { hasText, readComment, readHelp, readType } from './read-comment.ts';
import { readSample } from './read-sample.ts';

/** What comes of a textfile in node_exporter. */
export type ReadTextfile =
  | { readonly kind: 'read'; readonly families: readonly ReadFamily[] }
  | { readonly kind: 'dropped'; readonly fault: Fault }
  | { readonly kind: 'crash'; readonly fault: Fault<CrashCode> };

const HASH = 35;
/** Of a line that is quoted. */
const MOST_BYTES = 1024;
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Reads a file as node_exporter 1.5.0 does: by the text parser of prometheus/common 0.39, which is strict where Prometheus is not, and
 * lenient in other places; then by the collector's own rules. The first fault drops all that the file holds.
 */
export function readTextfile(content: Uint8Array): ReadTextfile {
  return new TextfileReader(content).read();
}

class TextfileReader {
  readonly #content: Uint8Array;
  readonly #families = new FamilySet();
  #line = 0;
  #start = 0;
  #end = 0;
  #timestamp: Fault | null = null;
  #crash: Fault<CrashCode> | null = null;

  constructor(content: Uint8Array) {
    this.#content = content;
  }

  read(): ReadTextfile {
    try {
      while (this.#nextLine()) this.#readLine();
    } catch (error) {
      if (error instanceof LineFault) return { kind: 'dropped', fault: this.#fault(error.code, error.offset) };
      throw error;
    }
    if (this.#timestamp !== null) return { kind: 'dropped', fault: this.#timestamp };
    if (this.#crash !== null) return { kind: 'crash', fault: this.#crash };
    return { kind: 'read', families: this.#families.all().filter(isRead) };
  }

  #nextLine(): boolean {
    this.#start = this.#line === 0 ? 0 : this.#end + 1;
    if (this.#start >= this.#content.length) return false;
    const end = this.#content.indexOf(NEWLINE, this.#start);
    this.#end = end < 0 ? this.#content.length : end;
    this.#line += 1;
    return true;
  }

  #readLine(): void {
    const cursor = new LineCursor(this.#content, this.#start, this.#end);
    // Blanks alone may end a file without a newline.
    while (cursor.at < this.#end && isBlank(cursor.peek())) cursor.at += 1;
    if (cursor.at === this.#end) return;
    if (cursor.peek() !== HASH) {
      this.#sample(cursor);
      return;
    }
    cursor.next();
    this.#comment(cursor);
  }

  #comment(cursor: LineCursor): void {
    const comment = readComment(cursor);
    if (comment === null) return;
    const { family } = this.#families.resolve(comment.name);
    if (!hasText(cursor)) return;
    if (comment.keyword === 'HELP') {
      if (family.help !== null) throw cursor.fault('help-twice', 0);
      const start = cursor.at;
      const text = readHelp(cursor);
      family.help = { line: this.#line, text, isUtf8: cursor.utf8From(start) !== null };
    } else {
      if (family.type !== null) throw cursor.fault('type-late', 0);
      family.type = readType(cursor);
      family.typeLine = this.#line;
    }
  }

  #sample(cursor: LineCursor): void {
    const nameAt = cursor.at;
    const name = readMetricName(cursor);
    if (name === '') throw cursor.fault('name');
    const resolved = this.#families.resolve(name);
    const { family } = resolved;
    family.type ??= 'untyped';
    const { labels, value, timestampAt } = readSample(cursor, family.type);
    const sample = { line: this.#line, name, labels: labels.all, part: partOf(resolved, labels.bound), value };
    this.#metric(family, labels.own).samples.push(sample);
    if (timestampAt !== null) this.#timestamp ??= this.#fault('timestamp', timestampAt - this.#start);
    if (family.type === 'gauge_histogram') this.#crash ??= this.#fault('type-gauge-histogram', nameAt - this.#start);
    if (labels.own.some(([label]) => label.startsWith('__'))) {
      this.#crash ??= this.#fault('label-underscores', nameAt - this.#start);
    }
  }

  #metric(family: Family, labels: Metric['labels']): Metric {
    if (partLabel(family.type) !== null) return this.#families.partedMetric(family, labels);
    const metric: Metric = { labels, samples: [] };
    family.metrics.push(metric);
    return metric;
  }

  #fault<Code extends FaultCode | CrashCode>(code: Code, offset: number): Fault<Code> {
    const end = Math.min(this.#end, this.#start + MOST_BYTES);
    const text = lossy.decode(this.#content.subarray(this.#start, end));
    const rest = lossy.decode(this.#content.subarray(this.#start + offset, Math.max(end, this.#start + offset)));
    return { code, line: this.#line, column: offset + 1, text, found: rest.split(/[ \t]/, 1)[0] ?? '' };
  }
}

function partOf({ family: { type }, suffix }: Resolved, bound: number): Part {
  if (partLabel(type) === null) return 'value';
  if (suffix !== null) return suffix;
  return Number.isNaN(bound) ? null : { bound };
}

function isRead(family: Family): family is ReadFamily {
  return family.type !== null && family.metrics.length > 0;
}
