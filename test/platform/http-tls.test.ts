import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAIN_IDENTITY } from '../../src/config/identity.ts';
import { describeWith } from '../support/describe-with.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { failure, fetched, listening, webServer } from './http-loopback.ts';

const NO_TLS = PLAIN_IDENTITY.tls;

describeWith(['openssl'], 'a TLS connection', () => {
  let folder: TempFolder;
  let cert = '';
  let key = '';

  beforeAll(() => {
    folder = tempFolder('tls');
    const [keyFile, certFile] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
        ...['-subj', '/CN=inside', '-addext', 'subjectAltName=DNS:inside', '-keyout', keyFile, '-out', certFile],
      ],
      { stdio: 'ignore' },
    );
    cert = readFileSync(certFile, 'utf8');
    key = readFileSync(keyFile, 'utf8');
  });
  afterAll(() => folder.remove());

  async function tlsServer(requestCert = false): Promise<string> {
    const server = createServer({ cert, key, requestCert, rejectUnauthorized: false }, (asked, response) => {
      const socket = asked.socket as TLSSocket;
      if (asked.url === '/away') response.writeHead(302, { location: asked.headers['x-target'] as string }).end();
      else response.end(`${socket.getPeerCertificate().subject?.CN ?? 'nobody'} ${socket.getProtocol()}`);
    });
    return `https://127.0.0.1:${await listening(server)}`;
  }

  test('to a certificate that is not trusted is refused', async () => {
    const { kind, message } = await failure(await tlsServer());
    expect([kind, message]).toEqual(['tls', 'certificate is self-signed']);
  });

  test('to a certificate for another name is refused', async () => {
    const { kind, message } = await failure(await tlsServer(), { identity: { tls: { ...NO_TLS, ca: cert } } });
    expect([kind, message]).toEqual(['tls', 'certificate is for another host name']);
  });

  test('works with the authority and the server’s name', async () => {
    const tls = { ...NO_TLS, ca: cert, serverName: 'inside' };
    expect((await fetched(await tlsServer(), { identity: { tls } })).text).toBe('nobody TLSv1.3');
  });

  test('works unverified where that is asked for, and only there', async () => {
    const url = await tlsServer();
    const tls = { ...NO_TLS, insecureSkipVerify: true };
    expect((await fetched(url, { identity: { tls } })).status).toBe(200);
    expect((await failure(url)).kind).toBe('tls');
  });

  test('shows the client’s certificate', async () => {
    const tls = { ...NO_TLS, insecureSkipVerify: true, cert, key };
    expect((await fetched(await tlsServer(true), { identity: { tls } })).text).toBe('inside TLSv1.3');
  });

  test('does not show the client’s certificate where a redirect leads', async () => {
    const [url, other] = [await tlsServer(true), await tlsServer(true)];
    const identity = { tls: { ...NO_TLS, insecureSkipVerify: true, cert, key }, headers: { 'x-target': other } };
    expect((await fetched(`${url}/away`, { identity })).text).toBe('nobody TLSv1.3');
  });

  test('keeps to the versions', async () => {
    const tls = { ...NO_TLS, insecureSkipVerify: true, maxVersion: 'TLSv1.2' } as const;
    expect((await fetched(await tlsServer(), { identity: { tls } })).text).toBe('nobody TLSv1.2');
  });

  test('to a port that speaks plain HTTP is refused', async () => {
    const url = (await webServer((_, response) => response.end())).replace('http:', 'https:');
    const { kind, message } = await failure(url);
    expect([kind, message]).toEqual(['not-tls', 'the server does not speak TLS on this port']);
  });

  test('with a key that can’t be read is refused', async () => {
    const tls = { ...NO_TLS, cert: 'no certificate', key: 'no key' };
    expect((await failure(await tlsServer(), { identity: { tls } })).kind).toBe('tls');
  });
});
