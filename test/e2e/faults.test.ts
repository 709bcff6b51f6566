import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { LAUNCHER, runDuptop } from '../support/run-duptop.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Ends with the exit code for "nothing can be said", and one line of standard error says all of these words. */
async function expectNothingKnown(args: readonly string[], ...words: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await runDuptop(args);
  expect(exitCode, stderr).toBe(3);
  expect(stdout).toBe('');
  for (const word of words) expect(stderr).toContain(word);
  expect(stderr).not.toMatch(/\bat .*\.js:\d+/);
}

describe('a Prometheus that', () => {
  it('is starting is told from one that is broken', async () => {
    const url = await serve((_, response) => {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('Service Unavailable');
    });
    await expectNothingKnown(['-p', url], url, 'starting or stopping');
  });

  it('is a web page is named as one', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Login</title>');
    });
    await expectNothingKnown(['-p', url], url, 'HTML');
  });

  it('sends half an answer gives no numbers', async () => {
    const url = await serve((_, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"status":"success","data":{"resultType":"vec');
    });
    await expectNothingKnown(['-p', url], url);
  });

  it('does not answer is given up at the deadline', async () => {
    const url = await serve(() => {});
    await expectNothingKnown(['-p', url, '--timeout', '1s'], url, '1 s');
  });

  it('answers without end is stopped', async () => {
    const block = '[1,"2"],'.repeat(1 << 17);
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"status":"success","data":[');
      const more = (): void => {
        while (response.write(block));
      };
      response.on('drain', more).on('error', () => {});
      more();
    });
    await expectNothingKnown(['-p', url, '--timeout', '30s'], url, 'larger than');
  });

  it('fails hides nothing of what the others know', async () => {
    const broken = await serve((_, response) => response.writeHead(500).end('oops'));
    const exporter = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
      response.end(
        [
          'duplicati_h__srv_last_exitcode 0',
          `duplicati_h__srv_last_run_start ${Math.floor(Date.now() / 1000) - 60}`,
          'duplicati_h__srv_last_run_seconds 5',
          'node_textfile_scrape_error 0',
          'node_uname_info{nodename="h"} 1',
          '',
        ].join('\n'),
      );
    });
    const { exitCode, stdout, stderr } = await runDuptop(['-p', broken, '--exporter', exporter, '--json']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(broken);
    expect(stderr).toContain('500');
    expect(JSON.parse(stdout).jobs).toMatchObject([{ id: 'h:/srv', status: 'ok' }]);
  });
});

describe('an exporter that', () => {
  const asking = async (listener: RequestListener, ...words: readonly string[]): Promise<void> => {
    const url = await serve(listener);
    await expectNothingKnown(['--exporter', url, '--timeout', '1s'], url, ...words);
  };

  it('hangs after its headers is given up at the deadline', () =>
    asking((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).flushHeaders();
    }, '1 s'));

  it('wants credentials is told so', () => asking((_, response) => response.writeHead(401).end(), '401'));

  it('sends garbage gives no numbers', () =>
    asking((_, response) => response.writeHead(200).end(Buffer.from([0xff, 0, 1, 2, 0x0a, 0xfe])), 'metrics'));
});

describe('wrong use', () => {
  it.each([
    [['--nope'], '--nope'],
    [['--sort', 'agee'], 'did you mean age'],
    [['--fields', 'hosst'], 'did you mean host'],
    [['statsu:failed'], 'status'],
    [['status:broken'], 'failed'],
    [['-p', 'ftp://x'], 'ftp'],
    [['--timeout', 'soon'], 'timeout'],
    [['-c', '/nonexistent.yml'], '/nonexistent.yml'],
    [['show', 'x:/y', '--exporters'], '--exporters'],
    [['dbpath', 'decode', 'x.sqlite'], 'x.sqlite'],
  ])('%j ends with 2 and says what would be right', async (args, words) => {
    const { exitCode, stderr, stdout } = await runDuptop(args);
    expect(exitCode, stderr).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
  });

  it('of the plugin is UNKNOWN, on standard output', async () => {
    const { exitCode, stdout } = await runDuptop(['check', 'statsu:failed']);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^DUPTOP UNKNOWN: filter: /);
  });
});

describe('a pipe that is closed', () => {
  it('ends the output quietly', () => {
    const script = `"$0" "$1" schema | head -c 1; echo " $\{PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, LAUNCHER], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['{ 0\n', '']);
  });
});

describe.skipIf(!existsSync('/dev/full'))('a disk that is full', () => {
  it.each([
    [['schema'], 74],
    [['--version'], 74],
    [['--help'], 74],
    [['check'], 3],
  ])('is told as one: %j', (args, exitCode) => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], {
      env: { PATH: process.env.PATH, HOME: '/dev/null/nobody' },
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect([status, stderr]).toEqual([exitCode, 'duptop: standard output: no space left on device\n']);
  });
});
