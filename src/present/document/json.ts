import type { Snapshot } from '../../domain/snapshot.ts';
import { inChunks } from '../chunks.ts';
import { encodeHead, encodeHost, encodeJob } from './encode.ts';
import { jsonText } from './json-text.ts';

/**
 * The document of `--json`, in pieces of about 64 Ki characters. A job, a host and each other part has a line of its own: easy to look at,
 * to cut and to compare, and no larger than it must be, so that a terminal and a pipe get the same.
 */
export function documentJson(snapshot: Snapshot): Generator<string> {
  return inChunks(documentLines(snapshot));
}

function* documentLines(snapshot: Snapshot): Generator<string> {
  let open = '{';
  for (const [key, value] of Object.entries(encodeHead(snapshot))) {
    yield `${open}${jsonText(key)}:${jsonText(value)}`;
    open = ',\n';
  }
  yield ',\n"jobs":';
  yield* arrayLines(snapshot.jobs, (job) => encodeJob(job, snapshot.generatedAt));
  yield ',\n"hosts":';
  yield* arrayLines(snapshot.hosts, encodeHost);
  yield '}\n';
}

/** `[` `]` and between them one item a line. */
export function* arrayLines<Item>(items: Iterable<Item>, encode: (item: Item) => unknown): Generator<string> {
  let before = '[\n';
  for (const item of items) {
    yield before + jsonText(encode(item));
    before = ',\n';
  }
  yield before === '[\n' ? '[]' : '\n]';
}
