import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadHttpConfig } from '../../../src/config/http-config/load-http-config.ts';
import { nodeFiles } from '../../../src/platform/files-node.ts';
import { createHttp } from '../../../src/platform/http-got.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';

const run = promisify(execFile);

/** Prometheus' own code reads the same format in amtool: what it accepts and sends is the measure. */
describeWith(['amtool'], 'the same file, read by amtool', () => {
  let folder: TempFolder;
  let server: Server;
  let url = '';
  const seen: IncomingHttpHeaders[] = [];

  beforeAll(async () => {
    folder = tempFolder('http-config');
    server = createServer((request, response) => {
      seen.push(request.headers);
      response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    folder.remove();
  });

  /** What each of the two sends as Authorization; `refused` where it refuses the file. */
  async function sentBy(text: string): Promise<{ amtool: string | undefined; duptop: string | undefined }> {
    const own = join(folder.path, `${seen.length}`);
    mkdirSync(own, { recursive: true });
    const file = join(own, 'http.yml');
    writeFileSync(file, text);
    const authorizationOf = async (ask: () => Promise<unknown>): Promise<string | undefined> => {
      const before = seen.length;
      try {
        await ask();
      } catch (error) {
        if (seen.length === before) return 'refused';
        throw error;
      }
      return seen.at(-1)?.authorization;
    };
    return {
      amtool: await authorizationOf(() =>
        run('amtool', ['alert', 'query', `--alertmanager.url=${url}`, `--http.config.file=${file}`]),
      ),
      duptop: await authorizationOf(async () => {
        const identity = await loadHttpConfig(file, nodeFiles);
        const http = createHttp({ userAgent: 'duptop/test' });
        const response = await http.request({ url, accept: '*/*', identity, deadlineMs: 20_000, maxBodyBytes: 1000 });
        response.discard();
      }),
    };
  }

  it.each([
    'basic_auth: {username: me, password: "pä:ss"}',
    'basic_auth: {username: me}',
    'authorization: {credentials: abc}',
    'authorization: {type: Token, credentials: abc}',
    'bearer_token: abc',
    'follow_redirects: false\nenable_http2: false',
    '{}',
  ])('is sent alike: %j', async (text) => {
    const { amtool, duptop } = await sentBy(text);
    expect(amtool).not.toBe('refused');
    expect(duptop).toBe(amtool);
  });

  it.each([
    'basic_auth: {username: me}\nauthorization: {credentials: abc}',
    'basic_auth: {password: a, password_file: b}',
    'authorization: {type: Basic, credentials: abc}',
    'bearer_token: a\nbearer_token_file: b',
    'bearer_token: a\nauthorization: {credentials: b}',
    'pasword: x',
    'tls_config: {min_version: TLS1.2}',
    'tls_config: {ca_file: /nowhere}',
    'follow_redirects: maybe',
  ])('is refused alike: %j', async (text) => {
    expect(await sentBy(text)).toEqual({ amtool: 'refused', duptop: 'refused' });
  });
});
