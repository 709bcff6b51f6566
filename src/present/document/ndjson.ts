import type { EpochMs } from '../../domain/time.ts';
import { inChunks } from '../chunks.ts';
import type { Row } from '../row.ts';
import { encodeHost, encodeJob } from './encode.ts';
import { jsonText } from './json-text.ts';

/**
 * One object a line, in the order of the rows: those of the document's `jobs` and `hosts` with `kind` before them, as a host's fault may be
 * all that is seen of a job.
 */
export function rowsNdjson(rows: Iterable<Row>, now: EpochMs): Generator<string> {
  return inChunks(lines(rows, now));
}

function* lines(rows: Iterable<Row>, now: EpochMs): Generator<string> {
  for (const row of rows) {
    const encoded = row.kind === 'job' ? encodeJob(row.job, now) : encodeHost(row.host);
    yield `${jsonText({ kind: row.kind, ...encoded })}\n`;
  }
}
