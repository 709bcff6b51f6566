import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PageReading } from '../../../src/sources/exposition/page-reading.ts';
import { SourceError } from '../../../src/sources/source-error.ts';
import { scan, TAIL } from './scanning.ts';

const METRIC = fc.constantFrom('a', 'b', 'a_last_run_start', 'job', '', 'x'.repeat(100));
const SUFFIX = fc.constantFrom('_last_run_start', '_last_run_seconds', '_last_exitcode', '_last_exit', '');
const VALUE = fc.constantFrom(
  ' 1',
  ' 0',
  ' NaN',
  ' 1.795549083e+09',
  '',
  ' x',
  '{} 2',
  '{a="b"} 3',
  ' 1 2',
  '\t1 ',
  ' 1\r',
);
const LINE = fc.oneof(
  fc.tuple(METRIC, SUFFIX, VALUE).map(([metric, suffix, value]) => `duplicati_${metric}${suffix}${value}`),
  fc
    .tuple(METRIC, SUFFIX, fc.constantFrom(' Metric read from /a.prom', ' Metric read from /a.prom, /b.prom', ' x', ''))
    .map(([metric, suffix, text]) => `# HELP duplicati_${metric}${suffix}${text}`),
  fc
    .tuple(
      fc.constantFrom('running', 'info', 'last_exit_code'),
      fc.constantFrom('{host="a",path="/b"}', '{host="a"}', '{host="\\', ''),
    )
    .map(([name, labels]) => `duplicati_job_${name}${labels} 1`),
  fc.constantFrom(
    ...[
      '',
      'node_x 1',
      'node_textfile_scrape_error 0',
      'node_textfile_mtime_seconds{file="a"} 5',
      'node_uname_info{nodename="n"} 1',
    ],
    ...[
      'promhttp_metric_handler_errors_total{cause="gathering"} 1',
      '# EOF',
      '# TYPE a b',
      '<html>',
      '{"a":1}',
      'go_x{a="}"} 1',
    ],
  ),
  fc
    .tuple(
      fc.constantFrom('duplicati_job_running{host="', 'node_x{a="', '# '),
      fc.constantFrom(65_000, 65_530, 65_536, 70_000),
    )
    .map(([start, length]) => start.padEnd(length, 'y')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const PAGE = fc
  .tuple(fc.array(LINE, { maxLength: 12 }), fc.constantFrom('', TAIL, 'node_x 1', `${TAIL}# EOF`))
  .map(([lines, end]) => Buffer.from(lines.map((line) => `${line}\n`).join('') + end));

async function outcome(chunks: Iterable<Uint8Array>): Promise<PageReading | string> {
  try {
    return await scan(chunks);
  } catch (error) {
    if (error instanceof SourceError) return `${error.kind} ${error.message}`;
    throw error;
  }
}

function cut(page: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, i = 0; at < page.length; i++) {
    const size = sizes[i % sizes.length] ?? page.length;
    // Copies, so that looking at a chunk of before would show.
    chunks.push(Uint8Array.from(page.subarray(at, at + size)));
    at += size;
  }
  return chunks;
}

/** Gives the chunks one after the other in the same memory, as a reader with one buffer does. */
function* reused(chunks: readonly Uint8Array[]): Generator<Uint8Array> {
  const memory = Buffer.alloc(chunks.reduce((most, chunk) => Math.max(most, chunk.length), 0));
  for (const chunk of chunks) {
    memory.fill(0xee);
    memory.set(chunk);
    yield memory.subarray(0, chunk.length);
  }
}

describe('a page', () => {
  test('reads the same in whatever chunks it comes', async () => {
    const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 100_000 })), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(PAGE, sizes, async (page, all) => {
        const whole = await outcome([page]);
        expect(await outcome(cut(page, all))).toEqual(whole);
        expect(await outcome(reused(cut(page, all)))).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  test('of arbitrary bytes ends in nothing worse than a SourceError', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...'duplicati_{}",\\= \n1#') }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.constantFrom('', 'duplicati_', 'node_uname_info{', '# HELP duplicati_'),
        async (page, start) => {
          await outcome([Buffer.from(start), page, Buffer.from(`\n${TAIL}`)]);
          await outcome([page]);
        },
      ),
    );
  });

  test.for([
    ['quotes', '"'],
    ['backslashes', '\\'],
    ['braces', '{'],
    ['labels', 'a="b",'],
    ['commas', ','],
    ['blanks', ' '],
    ['digits', '9'],
    ['borders between files', '.prom, '],
    ['broken UTF-8', '\xff'],
  ])('of long lines full of %s takes no more time than any other', async ([, filling = '']) => {
    const starts = [
      'duplicati_job_running{',
      'duplicati_a_last_exitcode ',
      'node_uname_info{nodename="',
      '# HELP duplicati_a_last_exitcode Metric read from ',
      'x',
    ];
    const lines = starts.flatMap((start) => Array.from({ length: 4 }, () => `${start.padEnd(65_000, filling)}\n`));
    const page = Buffer.from(lines.join('') + TAIL, 'latin1');
    for (const size of [page.length, 1000, 50])
      expect(await outcome(cut(page, [size]))).toMatchObject({ labelled: [] });
  });
});
