import { describe, expect, it } from 'vitest';
import { identityOf, PLAIN_IDENTITY } from '../../src/config/identity.ts';
import type { HttpIdentity } from '../../src/ports/http.ts';

const fromFile: HttpIdentity = {
  ...PLAIN_IDENTITY,
  headers: { 'X-Scope-OrgID': 'file', 'X-Other': 'file' },
  basicAuth: { username: 'file', password: 'file' },
  tls: { ...PLAIN_IDENTITY.tls, ca: 'PEM' },
};
const load = async (path: string) => {
  expect(path).toBe('/http.yml');
  return fromFile;
};
const credentials = { username: 'op', password: 'pass' };

describe('what requests need', () => {
  it('is nothing where nothing is said', async () => {
    expect(await identityOf({ headers: [], httpConfig: null, credentials: null }, load)).toEqual(PLAIN_IDENTITY);
  });

  it('is what the HTTP client configuration file says', async () => {
    expect(await identityOf({ headers: [], httpConfig: '/http.yml', credentials: null }, load)).toEqual(fromFile);
  });

  it('has headers of the configuration in place of those of the file, whatever their case', async () => {
    const headers = [{ name: 'x-scope-orgid', value: 'mine' }];
    const { headers: sent } = await identityOf({ headers, httpConfig: '/http.yml', credentials: null }, load);
    expect(sent).toEqual({ 'x-scope-orgid': 'mine', 'X-Other': 'file' });
  });

  it('has the credentials of the URL in place of those of the file, and keeps its TLS', async () => {
    const identity = await identityOf({ headers: [], httpConfig: '/http.yml', credentials }, load);
    expect(identity).toEqual({ ...fromFile, basicAuth: credentials });
  });

  it('has an Authorization header alone where there is one', async () => {
    const headers = [{ name: 'authorization', value: 'Bearer t' }];
    const identity = await identityOf({ headers, httpConfig: '/http.yml', credentials }, load);
    expect(identity).toEqual({ ...fromFile, authorization: 'Bearer t', basicAuth: null });
  });
});
