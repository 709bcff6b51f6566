import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { failure, failureOf, fetched, listening, rawServer, request, textOf, webServer } from './http-loopback.ts';

describe('an answer', () => {
  test('comes with its status, its type and its body, whatever the status', async () => {
    const url = await webServer((_, response) => response.writeHead(418, { 'content-type': 'text/odd' }).end('a pot'));
    const response = await request(url);
    expect([response.status, response.contentType, await textOf(response)]).toEqual([418, 'text/odd', 'a pot']);
  });

  test('is asked for with the accepted type, our name and the extra headers', async () => {
    const url = await webServer(({ headers }, response) => {
      response.end(`${headers.accept} ${headers['user-agent']} ${headers['x-scope-orgid']}`);
    });
    const { text } = await fetched(url, { accept: 'a/b', identity: { headers: { 'X-Scope-OrgID': 'one' } } });
    expect(text).toBe('a/b duptop/test one');
  });

  test('to a form is the answer to a POST', async () => {
    const url = await webServer((asked, response) => {
      response.writeHead(200, { 'x-method': asked.method ?? '' });
      asked.pipe(response);
    });
    const { text } = await fetched(url, {
      form: [
        ['match[]', 'up{a="b"}'],
        ['match[]', 'x&y'],
      ],
    });
    expect(text).toBe('match%5B%5D=up%7Ba%3D%22b%22%7D&match%5B%5D=x%26y');
  });

  test('to a JSON text is the answer to a POST of it', async () => {
    const url = await webServer((asked, response) => {
      response.write(`${asked.method} ${asked.headers['content-type']} `);
      asked.pipe(response);
    });
    const { text } = await fetched(url, { json: '{"comment":"ü"}' });
    expect(text).toBe('POST application/json {"comment":"ü"}');
  });

  test('to a DELETE has been asked for without a body', async () => {
    const url = await webServer(({ method, headers }, response) => {
      response.end(`${method} ${headers['content-length']} ${headers['content-type']}`);
    });
    expect((await fetched(url, { method: 'DELETE' })).text).toBe('DELETE 0 undefined');
  });

  test('is decompressed, though on this machine itself nobody asks for that', async () => {
    const url = await webServer(({ headers }, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(`asked for ${headers['accept-encoding']}`));
    });
    expect((await fetched(url)).text).toBe('asked for identity');
  });

  test('leaves no cookie behind', async () => {
    const url = await webServer(({ headers }, response) => {
      response.writeHead(200, { 'set-cookie': 'a=b' }).end(`cookie ${headers.cookie}`);
    });
    await fetched(url);
    expect((await fetched(url)).text).toBe('cookie undefined');
  });
});

describe('a body that is too large', () => {
  test('ends the exchange', async () => {
    const url = await webServer((_, response) => response.end('x'.repeat(2000)));
    const error = await failure(url, { maxBodyBytes: 1999 });
    expect([error.kind, error.message]).toEqual(['too-large', 'answer is larger than 1 KiB']);
    expect((await fetched(url, { maxBodyBytes: 2000 })).text).toHaveLength(2000);
  });

  test('is counted after decompression, and a gzip bomb is not unpacked any further', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    const url = await webServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    const response = await request(url, { maxBodyBytes: 500_000 });
    let unpacked = 0;
    const reading = (async () => {
      for await (const chunk of response.body) unpacked += chunk.length;
    })();
    expect((await failureOf(reading)).kind).toBe('too-large');
    expect(unpacked).toBeLessThanOrEqual(500_000);
  });
});

describe('an answer that breaks off', () => {
  test.for([
    ['before its head', ''],
    ['in its head', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['before its announced length', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'],
    ['between chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
    ['in a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nhalf'],
  ])('%s is cut off', async ([, bytes = '']) => {
    const url = await rawServer((socket) => socket.once('data', () => socket.end(bytes)));
    expect((await failure(url)).kind).toBe('cut-off');
  });

  test('by a reset is cut off', async () => {
    const url = await rawServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', () => socket.resetAndDestroy());
      });
    });
    expect((await failure(url)).kind).toBe('cut-off');
  });

  test('in its compressed body is cut off', async () => {
    const half = gzipSync('x'.repeat(10_000)).subarray(0, 30);
    const url = await webServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(half));
    expect((await failure(url)).kind).toBe('cut-off');
  });
});

describe('an answer that is damaged', () => {
  test('in its compression is refused', async () => {
    const damaged = gzipSync('x'.repeat(10_000));
    damaged.fill(0xff, 12, 24);
    const url = await webServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(damaged));
    expect((await failure(url)).kind).toBe('bad-encoding');
  });

  test('by a compression that nobody asked for is refused', async () => {
    const url = await webServer((_, response) => response.writeHead(200, { 'content-encoding': 'compress' }).end('?'));
    expect((await failure(url)).kind).toBe('bad-encoding');
  });

  test('because another protocol is spoken is refused', async () => {
    const url = await rawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2p1\r\n'));
    const { kind, message } = await failure(url);
    expect([kind, message]).toEqual(['not-http', 'what answered does not speak HTTP']);
  });

  test('by an endless head is refused', async () => {
    const url = await rawServer((socket) => {
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`));
    });
    expect((await failure(url)).message).toBe('answer has too large a header');
  });
});

describe('no connection', () => {
  test('where nobody listens is a refusal, over one address family or two', async () => {
    const server = createServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    for (const host of ['127.0.0.1', 'localhost']) {
      const error = await failure(`http://${host}:${port}/`);
      expect([error.kind, error.message]).toEqual(['refused', 'connection refused']);
    }
  });

  test('to a name that does not exist says so', async () => {
    expect((await failure('http://nowhere.invalid/')).kind).toBe('name-not-found');
  });

  test('to what is no HTTP address says so without its credentials', async () => {
    for (const url of [
      'ftp://user:secret@host/',
      'user:secret@host',
      'http://user:secret@host:99999/',
      'unix:/a/secret@b:/c',
    ]) {
      const error = await failure(url);
      expect([error.kind, error.message]).toEqual(['other', 'not an http:// or https:// address']);
      expect(`${error.url} ${error.message}`).not.toContain('secret');
    }
  });
});

describe('the deadline', () => {
  test('ends an exchange whose answer does not come', async () => {
    const url = await rawServer(() => {});
    const error = await failure(url, { deadlineMs: 150 });
    expect([error.kind, error.message]).toEqual(['timeout', 'no answer within 150 ms']);
  });

  test('ends an exchange whose body does not end', async () => {
    const url = await webServer((_, response) => response.writeHead(200).write('begun'));
    const error = await failure(url, { deadlineMs: 150 });
    expect(error.kind).toBe('timeout');
  });

  test('ends an exchange whose body comes drop by drop', async () => {
    const url = await webServer(async (_, response) => {
      while (!response.destroyed) {
        response.write('.');
        await pause(20);
      }
    });
    expect((await failure(url, { deadlineMs: 200 })).kind).toBe('timeout');
  });

  test('holds over all redirects together', async () => {
    const url = await webServer(async (asked, response) => {
      await pause(80);
      response.writeHead(302, { location: `${asked.url}x` }).end();
    });
    expect((await failure(url, { deadlineMs: 200 })).kind).toBe('timeout');
  });

  test('that passes between head and body shows when the body is read', async () => {
    const url = await webServer((_, response) => response.writeHead(200).write('begun'));
    const response = await request(url, { deadlineMs: 100 });
    await pause(150);
    expect((await failureOf(textOf(response))).kind).toBe('timeout');
  });

  test('does not fall on an answer that was read in time', async () => {
    const url = await webServer((_, response) => response.end('done'));
    expect((await fetched(url, { deadlineMs: 2_000 })).text).toBe('done');
  });
});

test('nothing of an exchange that is over keeps the process alive', async () => {
  const url = await webServer((_, response) => response.end('done'));
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const before = timers();
  for (let i = 0; i < 20; i++) await fetched(url, { deadlineMs: 600_000 });
  await failure('http://127.0.0.1:1/', { deadlineMs: 600_000 });
  (await request(url, { deadlineMs: 600_000 })).discard();
  expect(timers()).toBeLessThan(before + 10);
});

describe('the caller', () => {
  test('can give up before it begins', async () => {
    let asked = 0;
    const url = await webServer((_, response) => {
      asked++;
      response.end();
    });
    expect((await failure(url, { signal: AbortSignal.abort() })).kind).toBe('aborted');
    expect(asked).toBe(0);
  });

  test('can give up while waiting for the head', async () => {
    const giveUp = new AbortController();
    const url = await rawServer((socket) => socket.once('data', () => giveUp.abort()));
    expect((await failure(url, { signal: giveUp.signal })).kind).toBe('aborted');
  });

  test('can give up while reading the body', async () => {
    const giveUp = new AbortController();
    const url = await webServer((_, response) => response.writeHead(200).write('begun'));
    const response = await request(url, { signal: giveUp.signal });
    const reading = textOf(response);
    giveUp.abort();
    expect((await failureOf(reading)).kind).toBe('aborted');
  });

  test('who does not want the body lets go of the connection', async () => {
    let closed = 0;
    const url = await webServer((_, response) => {
      response.once('close', () => closed++);
      response.writeHead(200).write('endless');
    });
    (await request(url)).discard();
    await eventually(() => closed === 1, { what: 'the connection to close' });
  });

  test('who stops reading lets go of the connection', async () => {
    let closed = 0;
    const url = await webServer((_, response) => {
      response.once('close', () => closed++);
      response.writeHead(200).write('endless');
    });
    for await (const chunk of (await request(url)).body) if (chunk.length > 0) break;
    await eventually(() => closed === 1, { what: 'the connection to close' });
  });
});

describe('connections', () => {
  test('are used again', async () => {
    const server = createServer((_, response) => response.end('x'));
    let connections = 0;
    server.on('connection', () => connections++);
    const url = `http://127.0.0.1:${await listening(server)}`;
    for (let i = 0; i < 10; i++) await fetched(url);
    expect(connections).toBe(1);
  });

  test('that the server closes just when they are used again cost nothing', async () => {
    let connections = 0;
    const url = await rawServer((socket) => {
      connections++;
      let requests = 0;
      socket.on('data', () => {
        requests++;
        if (connections === 1 && requests === 2) socket.destroy();
        else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      });
    });
    expect((await fetched(url)).text).toBe('ok');
    expect((await fetched(url)).text).toBe('ok');
    expect(connections).toBe(2);
  });
});
