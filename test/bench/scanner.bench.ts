import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PageScanner } from '../../src/sources/exposition/page-scanner.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type Bench, type Measured, medians, runToEnd } from './measure.ts';
import { nodeExporterPage, pageOfJobs } from './scanner-pages.ts';

const ROUNDS = 15;
const FILE_BYTES = 256 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;
const MEGABYTE = 1_000_000;
// Into a pipe: with its output thrown away grep stops at the first match.
const GREP = 'grep --count "^duplicati_" "$1" | cat';
const ORIGIN = { url: 'http://bench/metrics', contentType: null };

// It has no types of its own.
const parsePrometheus: (text: string) => unknown = createRequire(import.meta.url)('parse-prometheus-text-format');

export const bench: Bench = {
  name: 'exposition scanner',
  run: async () => [
    await againstParser('node exporter page', Buffer.from(nodeExporterPage()), 300),
    await againstParser('page of 10,000 jobs', Buffer.from(pageOfJobs(10_000)), 2),
    await againstGrep(),
  ],
};

/** `times`: how often the page is read in one round. */
async function againstParser(what: string, page: Buffer, times: number): Promise<Measured> {
  const repeat = (task: () => void) => () => {
    for (let i = 0; i < times; i++) task();
  };
  const { ours, other } = await medians(
    { ours: repeat(() => scan(page)), other: repeat(() => parsePrometheus(page.toString())) },
    ROUNDS,
  );
  const speed = (ms: number) => (page.length * times) / MEGABYTE / (ms / 1000);
  return {
    what: `${what} (${Math.round(page.length / 1000)} kB)`,
    ours: speed(ours),
    other: speed(other),
    unit: 'MB/s',
    against: 'parse-prometheus-text-format',
    target: { ratio: 20, better: 'higher' },
  };
}

/** Both read the same file, large enough that starting grep does not matter. */
async function againstGrep(): Promise<Measured> {
  const folder = tempFolder('bench');
  const file = join(folder.path, 'pages');
  const bytes = writePages(file);
  const { ours, other } = await medians(
    { ours: () => scanFile(file), other: () => runToEnd('sh', ['-c', GREP, 'sh', file]) },
    ROUNDS,
  );
  folder.remove();
  const speed = (ms: number) => bytes / MEGABYTE / (ms / 1000);
  return {
    what: `file of node exporter pages (${Math.round(bytes / MEGABYTE)} MB)`,
    ours: speed(ours),
    other: speed(other),
    unit: 'MB/s',
    against: "grep '^duplicati_'",
    target: { ratio: 0.3, better: 'higher' },
  };
}

function scan(page: Buffer): void {
  const scanner = new PageScanner(ORIGIN);
  for (let at = 0; at < page.length; at += CHUNK_BYTES) scanner.push(page.subarray(at, at + CHUNK_BYTES));
  scanner.end();
}

function scanFile(file: string): void {
  const scanner = new PageScanner(ORIGIN);
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const descriptor = openSync(file, 'r');
  for (let read = -1; read !== 0; ) {
    read = readSync(descriptor, chunk);
    scanner.push(chunk.subarray(0, read));
  }
  closeSync(descriptor);
  scanner.end();
}

function writePages(file: string): number {
  const page = Buffer.from(nodeExporterPage());
  const descriptor = openSync(file, 'w');
  let bytes = 0;
  while (bytes < FILE_BYTES) bytes += writeSync(descriptor, page);
  closeSync(descriptor);
  return bytes;
}
