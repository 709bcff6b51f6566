import { describe, expect, it } from 'vitest';
import { interpret } from '../../../src/sources/prometheus/answer.ts';
import { SourceError } from '../../../src/sources/source-error.ts';

const URL_ = 'http://host/api/v1/query';
const reply = (status: number, body: unknown, contentType: string | null = 'application/json') =>
  interpret(URL_, { status, contentType, text: typeof body === 'string' ? body : JSON.stringify(body) });

function failure(...given: Parameters<typeof reply>): SourceError {
  try {
    reply(...given);
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  throw new Error('no failure');
}

describe('an answer with data', () => {
  it('comes with the warnings and infos of the server, visible', () => {
    const body = {
      status: 'success',
      data: { a: 1 },
      warnings: ['store down\x1b[2J'],
      infos: ['metric might not be a counter'],
    };
    expect(reply(200, body)).toEqual({
      kind: 'data',
      data: { a: 1 },
      warnings: ['store down\\x1b[2J', 'metric might not be a counter'],
    });
  });

  it('has a bounded number of bounded warnings', () => {
    const answer = reply(200, { status: 'success', data: 1, warnings: Array(5000).fill('x'.repeat(10_000)) });
    if (answer.kind !== 'data') throw new Error('no data');
    expect(answer.warnings).toHaveLength(11);
    expect(answer.warnings.at(-1)).toBe('and 4990 more warnings');
    expect(answer.warnings.every((warning) => warning.length < 400)).toBe(true);
  });

  it('takes no warning that is no text', () => {
    const warnings = [{ toString: 1, valueOf: 1 }, 5, null, 'real'];
    expect(reply(200, { status: 'success', data: 1, warnings, infos: 'x' })).toMatchObject({ warnings: ['real'] });
  });

  it('tells that VictoriaMetrics answered in part', () => {
    expect(reply(200, { status: 'success', isPartial: true, data: 1 })).toMatchObject({
      warnings: ['the answer is partial: some storage nodes did not answer'],
    });
  });

  it('keeps data that comes beside an error, and makes the error a warning', () => {
    const body = { status: 'error', errorType: 'execution', error: 'one shard is gone', data: { a: 1 } };
    expect(reply(422, body)).toEqual({
      kind: 'data',
      data: { a: 1 },
      warnings: ['the query failed (execution): one shard is gone'],
    });
  });

  it('is taken with a wrong content type, or none', () => {
    expect(reply(200, ' {"status":"success","data":1}', 'text/html')).toMatchObject({ kind: 'data', data: 1 });
    expect(reply(200, { status: 'success', data: 1 }, null)).toMatchObject({ kind: 'data', data: 1 });
  });
});

describe('an endpoint that is not there', () => {
  it.each([
    ['Prometheus', 404, '404 page not found', 'text/plain'],
    ['a wrong method', 405, 'Method Not Allowed', 'text/plain'],
    ['Mimir', 404, '{"status":"error","errorType":"not_found","error":"not found"}', 'application/json'],
    ['VictoriaMetrics', 400, 'remoteAddr: "127.0.0.1:1"; unsupported path requested: "/api/v1/nope"', 'text/plain'],
  ])('is no failure: %s', (_, status, body, type) => {
    expect(reply(status, body, type)).toEqual({ kind: 'not-there', status });
  });
});

describe('a failure', () => {
  it('of the query has its type and words, one line, cut', () => {
    const error = failure(400, {
      status: 'error',
      errorType: 'bad_data',
      error: `parse error:\n\x1b[31m${'x'.repeat(1e5)}`,
    });
    expect(error).toMatchObject({ kind: 'query-failed', status: 400, url: URL_ });
    expect(error.message).toMatch(/^the query failed \(bad_data\): parse error: \\x1b\[31mxxx/);
    expect(error.message.length).toBeLessThan(400);
  });

  it('of a server that starts is "not ready", in text or JSON', () => {
    expect(failure(503, 'Service Unavailable', 'text/plain; charset=utf-8')).toMatchObject({
      kind: 'not-ready',
      message: 'it is starting or stopping (503): Service Unavailable',
    });
    expect(failure(503, { status: 'error', errorType: 'unavailable', error: 'TSDB not ready' }).kind).toBe('not-ready');
  });

  it('of a query that took too long is no "not ready"', () => {
    expect(failure(503, { status: 'error', errorType: 'timeout', error: 'query timed out' }).kind).toBe('query-failed');
  });

  it('by a login page says so', () => {
    const error = failure(200, '<!doctype html><title>Sign in</title>', 'text/html');
    expect(error).toMatchObject({ kind: 'not-understood', message: 'the answer is an HTML page and not JSON' });
    expect(error.hint).toContain('login page');
  });

  it('by a node exporter names the flag for one', () => {
    const page = '<html lang="en"><head><title>Node Exporter</title></head></html>';
    expect(failure(200, page, 'text/html').hint).toContain('--exporter');
  });

  it.each([
    ['Client sent an HTTP request to an HTTPS server.', 'text/plain'],
    ['<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>', 'text/html'],
  ])('of a server that speaks TLS says what to try: %s', (body, type) => {
    expect(failure(400, body, type)).toMatchObject({ status: 400, hint: 'try https://host' });
  });

  it('of a proxy has its status', () => {
    expect(failure(502, '<html>Bad Gateway</html>', 'text/html')).toMatchObject({
      kind: 'http-status',
      status: 502,
      message: 'status 502, with an HTML page',
    });
    expect(failure(503, '<html>', 'text/html').kind).toBe('http-status');
    expect(failure(301, '', null).hint).toContain('follow_redirects');
    expect(failure(500, { message: 'x' })).toMatchObject({ kind: 'http-status', status: 500 });
  });

  it('for want of credentials names what is missing, without the page', () => {
    expect(failure(401, 'no org id', 'text/plain')).toMatchObject({
      kind: 'not-authorised',
      message: 'not authorised (401): no org id',
    });
    expect(failure(401, 'no org id', 'text/plain').hint).toContain('X-Scope-OrgID');
    expect(failure(403, '<html>go away</html>', 'text/html').message).toBe('not authorised (403)');
    expect(failure(407, '', null).kind).toBe('not-authorised');
  });

  it('of half an answer is "cut off"; of a broken one "not understood"', () => {
    expect(failure(200, '{"status":"success","data":{"result":[{"metric":{"a').kind).toBe('cut-off');
    expect(failure(200, '{"status":"success",,}').kind).toBe('not-understood');
  });

  it.each(['', 'OK', '[]', 'null', '{}', '{"status":"ok"}', '# HELP up x'])(
    'of something else (%s) is "not understood"',
    (body) => {
      expect(failure(200, body, 'text/plain').kind).toBe('not-understood');
    },
  );
});
