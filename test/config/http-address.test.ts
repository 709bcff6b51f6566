import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressText,
  maskUrl,
  readBaseAddress,
  readExporterAddress,
  readHttpAddress,
} from '../../src/config/http-address.ts';

describe('an address', () => {
  it('is kept without its credentials', () => {
    expect(readHttpAddress('https://op:p%40ss@prom.example.com:8443/x')).toEqual({
      address: { url: 'https://prom.example.com:8443/x', credentials: { username: 'op', password: 'p@ss' } },
    });
  });

  it('of a Prometheus loses the slashes at its end', () => {
    expect(readBaseAddress('http://a:9090/prometheus//')).toEqual({
      address: { url: 'http://a:9090/prometheus', credentials: null },
    });
  });

  it('of an exporter gets /metrics where it has no path, and keeps its query', () => {
    const urlOf = (text: string) => {
      const read = readExporterAddress(text);
      return 'address' in read ? read.address.url : read.problem;
    };
    expect(urlOf('http://10.0.0.5:9100')).toBe('http://10.0.0.5:9100/metrics');
    expect(urlOf('http://10.0.0.5:9100/')).toBe('http://10.0.0.5:9100/metrics');
    expect(urlOf('http://10.0.0.5/node/metrics?a=b')).toBe('http://10.0.0.5/node/metrics?a=b');
    expect(urlOf('http://[::1]:9100/')).toBe('http://[::1]:9100/metrics');
  });

  it.each([
    ['prom', '"prom" is no http or https URL; did you mean "http://prom"?'],
    ['op:s3cret@prom:9090', '"<secret>@prom:9090" is no http or https URL; did you mean "http://<secret>@prom:9090"?'],
    ['', '"" is no http or https URL'],
    ['http://', '"http://" is no http or https URL'],
    ['http://a:99999', '"http://a:99999" is no http or https URL'],
    ['file:///etc/passwd', '"file:///etc/passwd" is no http or https URL'],
    [
      'http://op:12/3@host/',
      '"http://<secret>@host/" has an "@" that is not the end of a user name and password; write it as %40, and "/" in a password as %2F',
    ],
    ['http://op:1%zz@host/', '"http://<secret>@host/" has a user name or password with a bare "%"'],
  ])('is not %j, and the reason shows no secret', (text, problem) => {
    expect(readHttpAddress(text)).toEqual({ problem });
  });

  it('is shown with its credentials masked', () => {
    expect(addressText({ url: 'http://a/', credentials: { username: 'u', password: 'p' } })).toBe('http://<secret>@a/');
    expect(addressText({ url: 'http://a/', credentials: null })).toBe('http://a/');
  });
});

describe('maskUrl', () => {
  it('never shows a password, however it is written', () => {
    const password = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => `S3-${text}-3S`);
    const before = fc.constantFrom(
      'http://op:',
      'https://',
      'http:/op:',
      'http:',
      'op:',
      'ftp://x:',
      'HTTP://op:',
      '\nhttp://op:',
    );
    fc.assert(
      fc.property(before, password, (start, secret) => {
        for (const text of [`${start}${secret}@host:9090/x`, `${start}${encodeURIComponent(secret)}@host`]) {
          expect(maskUrl(text)).not.toContain('S3-');
          const read = readHttpAddress(text);
          expect('address' in read ? addressText(read.address) : read.problem).not.toContain('S3-');
        }
      }),
      { numRuns: 500 },
    );
  });
});
