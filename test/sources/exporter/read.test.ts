import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { PLAIN_IDENTITY } from '../../../src/config/identity.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { readExporter } from '../../../src/sources/exporter/read.ts';
import { addressOf, errorOf, exporter, fakeHttp, OPTIONS, PAGE, ports, rawExporter, read } from './exporters.ts';

const FILTER = 'collect[]=textfile&collect[]=uname';

describe('a node exporter that answers', () => {
  test('gives a reading of the moment when it was asked', async () => {
    const { url } = await exporter((_, response) => response.end(PAGE));
    let now = 1_795_549_100_000;
    const clock = { ...systemClock, now: () => now++ };
    const outcome = await readExporter(addressOf(url), { ...ports(), clock }, OPTIONS);
    expect(outcome).toEqual({
      address: addressOf(url),
      source: `exporter:${url}/metrics`,
      fetchedAt: 1_795_549_100_000,
      durationMs: expect.any(Number),
      ok: true,
      reading: {
        source: `exporter:${url}/metrics`,
        instance: 'web01:9100',
        scrapeJob: 'web01',
        at: 1_795_549_100_000,
        stale: false,
        nodename: 'web01',
        runs: new Map([['web01__srv', { startedAt: 1_795_549_083_000, durationSeconds: null, exitCode: 0 }]]),
        labelled: [],
        textfileError: false,
        textFiles: [],
        filesByMetric: new Map(),
        gatheringErrors: null,
        gatheringErrorsLately: null,
        problems: [],
      },
    });
    expect(outcome.durationMs).toBe(now - 1 - 1_795_549_100_000);
  });

  test.for([
    ['', `/metrics?${FILTER}`],
    ['/', `/metrics?${FILTER}`],
    ['/metrics', `/metrics?${FILTER}`],
    ['/node/metrics?a=b', `/node/metrics?a=b&${FILTER}`],
    ['/metrics?collect[]=uname', '/metrics?collect[]=uname&collect[]=textfile'],
  ])('at %j is asked for little: %s', async ([path = '', wanted]) => {
    const { url, asked } = await exporter((_, response) => response.end(PAGE));
    expect((await read(url + path)).ok).toBe(true);
    expect(asked).toEqual([wanted]);
  });

  test('is asked for the text format, with what the identity holds', async () => {
    const { url } = await exporter(({ headers }, response) => {
      const good = headers.accept?.startsWith('text/plain;version=0.0.4') && headers.authorization === 'Bearer token';
      response.writeHead(good ? 200 : 418).end(PAGE);
    });
    expect((await read(url, { identity: { ...PLAIN_IDENTITY, authorization: 'Bearer token' } })).ok).toBe(true);
  });

  test('never has its address’s credentials shown', async () => {
    const { url } = await exporter(({ headers }, response) => {
      response.writeHead(headers.authorization ? 500 : 401).end();
    });
    const outcome = await read(url.replace('//', '//user:secret@'));
    if (outcome.ok) throw new Error('no error');
    expect(outcome.source).toBe(`exporter:${url}/metrics`);
    expect(`${outcome.error.message} ${outcome.error.url} ${outcome.error.hint}`).not.toContain('secret');
    expect(outcome.error.status).toBe(500);
  });
});

describe('a node exporter that refuses the filter', () => {
  function unfiltered(): Promise<{ url: string; asked: string[] }> {
    return exporter((asked, response) => {
      if (asked.url?.includes('collect')) response.writeHead(400).end('disabled collector: uname');
      else response.end(PAGE);
    });
  }

  test('is asked for the whole page, and the next time at once', async () => {
    const { url, asked } = await unfiltered();
    const same = ports();
    expect((await readExporter(addressOf(url), same, OPTIONS)).ok).toBe(true);
    expect((await readExporter(addressOf(url), same, OPTIONS)).ok).toBe(true);
    expect(asked).toEqual([`/metrics?${FILTER}`, '/metrics', '/metrics']);
  });

  test('and the whole page too, says what it answered', async () => {
    const { url, asked } = await exporter((_, response) => response.writeHead(400).end('no such thing\nat all'));
    const error = await errorOf(url);
    expect([error.kind, error.status, error.message]).toEqual([
      'http-status',
      400,
      `${url}/metrics: answered 400: no such thing`,
    ]);
    expect(asked).toHaveLength(2);
  });

  test('has one deadline for both', async () => {
    let now = 1_000;
    const deadlines: number[] = [];
    const http = fakeHttp(({ url, deadlineMs }) => {
      deadlines.push(deadlineMs);
      now += 150;
      return url.includes('collect') ? { status: 400, body: [] } : { status: 200, body: [PAGE] };
    });
    const clock = { ...systemClock, now: () => now };
    expect(
      (await readExporter(addressOf('http://web01:9100'), { http, clock }, { ...OPTIONS, deadlineMs: 400 })).ok,
    ).toBe(true);
    expect(deadlines).toEqual([400, 250]);
  });
});

describe('a status that is no success', () => {
  test.for([
    [401, 'not-authorised', '--http-config'],
    [403, 'not-authorised', 'wants credentials'],
    [404, 'not-there', '/metrics'],
    [500, 'http-status', 'log'],
    [503, 'http-status', '40 requests at once'],
  ] as const)('%d is %s, with a hint', async ([status, kind, hint]) => {
    const { url, asked } = await exporter((_, response) => response.writeHead(status).end('because\x1b[2J\nof this'));
    const error = await errorOf(url);
    expect([error.kind, error.status, error.message]).toEqual([
      kind,
      status,
      `${url}/metrics: answered ${status}: because\\x1b[2J`,
    ]);
    expect(error.hint).toContain(hint);
    expect(asked).toHaveLength(1);
  });

  test('does not show its HTML', async () => {
    const { url } = await exporter((_, response) => response.writeHead(502).end('<html>Bad Gateway</html>'));
    expect((await errorOf(url)).message).toBe(`${url}/metrics: answered 502`);
  });

  test('does not have its body read on without end', async () => {
    function* endless(): Generator<string> {
      yield 'x'.repeat(2_000);
      throw new Error('read on');
    }
    const http = fakeHttp(() => ({ status: 502, body: endless() }));
    const outcome = await readExporter(addressOf('http://web01:9100'), { http, clock: systemClock }, OPTIONS);
    if (outcome.ok) throw new Error('no error');
    expect(outcome.error.message).toMatch(/^http:\/\/web01:9100\/metrics: answered 502: x{512}$/);
  });

  test('of a server for HTTPS says so', async () => {
    const { url } = await exporter((_, response) => {
      response.writeHead(400).end('Client sent an HTTP request to an HTTPS server.');
    });
    expect((await errorOf(url)).hint).toBe('use https://');
  });

  test('is a redirect where redirects are not followed', async () => {
    const { url } = await exporter((_, response) => response.writeHead(302, { location: '/login' }).end());
    const error = await errorOf(url, { identity: { ...PLAIN_IDENTITY, followRedirects: false } });
    expect([error.kind, error.status, error.hint]).toEqual([
      'http-status',
      302,
      'it redirects, and following redirects is switched off',
    ]);
  });
});

describe('an answer that is no page', () => {
  test('is not understood, be it a login page that a redirect leads to', async () => {
    const { url } = await exporter((asked, response) => {
      if (asked.url === '/login') response.end('<!DOCTYPE html><html><form></form></html>');
      else response.writeHead(302, { location: '/login' }).end();
    });
    const error = await errorOf(url);
    expect([error.kind, error.message]).toEqual([
      'not-understood',
      `${url}/metrics: the answer is an HTML page, not metrics`,
    ]);
  });

  test('is not understood, be it random bytes', async () => {
    const { url } = await exporter((_, response) => response.end(Buffer.alloc(200_000, '\x00\xff\n<')));
    expect((await errorOf(url)).kind).toBe('not-understood');
  });

  test('is too large, be it a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, '# \n'));
    const { url } = await exporter((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    const error = await errorOf(url);
    expect([error.kind, error.message]).toEqual(['too-large', `${url}/metrics: answer is larger than 976 KiB`]);
  });

  test('is cut off, be it in the middle of a chunked body', async () => {
    const url = await rawExporter((socket) => {
      socket.once('data', () => {
        socket.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${PAGE.length.toString(16)}\r\n${PAGE}\r\n`);
      });
    });
    expect((await errorOf(url)).kind).toBe('cut-off');
  });

  test('is cut off, be it in the middle of a line that HTTP knows nothing of', async () => {
    const url = await rawExporter((socket) => {
      socket.once('data', () => socket.end(`HTTP/1.0 200 OK\r\n\r\n${PAGE.slice(0, -4)}`));
    });
    const error = await errorOf(url);
    expect(error.kind).toBe('cut-off');
    expect(error.message).toContain('in the middle of a line');
  });
});

describe('a page with a label value of 1 MB', () => {
  test('is read but for that line', async () => {
    const line = `duplicati_job_running{host="a",path="${'x'.repeat(1_000_000)}"} 1\n`;
    const { url } = await exporter((_, response) => response.end(line + PAGE));
    const outcome = await read(url, { maxBodyBytes: 2_000_000 });
    if (!outcome.ok) throw outcome.error;
    expect(outcome.reading.runs.size).toBe(1);
    expect(outcome.reading.labelled).toEqual([]);
    expect(outcome.reading.problems).toEqual([expect.stringContaining('goes on for more than 65536 bytes')]);
  });
});

describe('a node exporter that does not answer', () => {
  test('is told from one that is not there', async () => {
    const silent = await rawExporter(() => {});
    const error = await errorOf(silent, { deadlineMs: 150 });
    expect([error.kind, error.message]).toEqual(['timeout', `${silent}/metrics: no answer within 150 ms`]);
    expect(error.hint).toContain('firewall');
    const nobody = await errorOf('http://127.0.0.1:1');
    expect([nobody.kind, nobody.message]).toEqual(['refused', 'http://127.0.0.1:1/metrics: connection refused']);
    expect(nobody.hint).toContain('is node_exporter running');
    expect((await errorOf('http://nowhere.invalid:9100')).kind).toBe('name-not-found');
  });

  test('after its head is a timeout too', async () => {
    const { url } = await exporter((_, response) => response.writeHead(200).write('node_x 1\n'));
    expect((await errorOf(url, { deadlineMs: 150 })).kind).toBe('timeout');
  });

  test('because its address is none, says so', async () => {
    const error = await errorOf('user:secret@web01:9100');
    expect([error.kind, error.message]).toEqual(['other', 'web01:9100: not an http:// or https:// address']);
  });

  test('because another protocol is spoken there, says so', async () => {
    const url = await rawExporter((socket) => socket.end('SSH-2.0-OpenSSH_9.2p1\r\n'));
    expect((await errorOf(url)).message).toBe(`${url}/metrics: what answered does not speak HTTP`);
  });
});
