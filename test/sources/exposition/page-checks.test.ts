import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { refusalOf, scan, TAIL } from './scanning.ts';

describe('what is no page of metrics is not understood:', () => {
  test.for([
    ['nothing', '', 'the answer is empty'],
    ['HTML', '\n <!DOCTYPE html>\n<html>', 'the answer is an HTML page, not metrics'],
    ['HTML that quotes metrics', '<pre>\nnode_x 1\nnode_y 1\n</pre>\n', 'the answer is an HTML page, not metrics'],
    ['JSON', '{"status":"success","data":{}}', 'the answer is JSON, not metrics'],
    ['text', 'Please log in.\nThen ask again.\n', 'the answer holds no metrics'],
    ['comments', '# nothing here\n', 'the answer holds no metrics'],
    ['blank lines', '\n\n\n', 'the answer is empty'],
  ])('%s', async ([, page = '', seen]) => {
    const error = await refusalOf(page);
    expect([error.kind, error.message, error.url]).toEqual([
      'not-understood',
      `http://host:9100/metrics: ${seen}`,
      'http://host:9100/metrics',
    ]);
    expect(error.hint).toContain('address');
  });

  test('bytes of another kind', async () => {
    expect((await refusalOf(gzipSync(`node_x 1\n${TAIL}`))).kind).toBe('not-understood');
    expect((await refusalOf(Buffer.alloc(100_000))).kind).toBe('not-understood');
  });
});

describe('a part of a page is cut off:', () => {
  test.for([
    ['in a line', `${TAIL}duplicati_a_last_exitcode 1`],
    ['in a value', `${TAIL}node_textfile_scrape_error 0\nduplicati_a_last_run_start 179`],
    ['before the first metric', '# HELP go_gc_duration_seconds A summary\n# TYPE go_gc'],
    ['after a comment', '# HELP go_gc_duration_seconds A summary\n'],
    ['between the jobs', 'duplicati_a_last_exitcode 1\nduplicati_a_last_run_seconds 1\n'],
    ['between labelled jobs', 'duplicati_job_running{host="a",path="/b"} 1\n'],
    ['after the jobs, before node_exporter’s own series', 'duplicati_a_last_exitcode 1\ngo_goroutines 9\n'],
    ['between the text files', `duplicati_a_last_exitcode 1\nnode_textfile_mtime_seconds{file="a"} 1\n`],
  ])('%s', async ([, page = '']) => {
    expect((await refusalOf(page)).kind).toBe('cut-off');
  });

  test('everywhere but at its end, with a page as node_exporter writes it', async () => {
    const page = [
      '# TYPE duplicati_a_last_exitcode untyped\nduplicati_a_last_exitcode 1\n',
      'duplicati_a_last_run_start 1.795549083e+09\n',
      'go_goroutines 9\nnode_textfile_mtime_seconds{file="/d/a.prom"} 1.7e+09\nnode_textfile_scrape_error 0\n',
    ].join('');
    await scan([Buffer.from(page)]);
    for (let end = 1; end < page.length; end++) {
      expect([end, (await refusalOf(page.slice(0, end))).kind]).toEqual([end, 'cut-off']);
    }
  });
});

describe('OpenMetrics', () => {
  const TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

  test('ends with its own mark, with or without a newline', async () => {
    await scan([Buffer.from(`${TAIL}# EOF\n`)], TYPE);
    await scan([Buffer.from(`${TAIL}# EOF`)], TYPE);
  });

  test('without its mark is cut off', async () => {
    expect((await refusalOf(TAIL, TYPE)).kind).toBe('cut-off');
    expect((await refusalOf(`${TAIL}# EO`, TYPE)).kind).toBe('cut-off');
  });
});
