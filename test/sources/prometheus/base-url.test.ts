import { describe, expect, it } from 'vitest';
import { parseBaseUrl } from '../../../src/sources/prometheus/base-url.ts';
import { SourceError } from '../../../src/sources/source-error.ts';

describe('parseBaseUrl', () => {
  it('keeps a path prefix and takes slashes off the end', () => {
    expect(parseBaseUrl('http://host:9090/').request).toBe('http://host:9090');
    expect(parseBaseUrl('http://host/prometheus//').request).toBe('http://host/prometheus');
    expect(parseBaseUrl('https://host/select/0/prometheus').request).toBe('https://host/select/0/prometheus');
  });

  it('keeps credentials for the request and never shows them', () => {
    const { request, shown } = parseBaseUrl('http://me:s3cret@host/prometheus/');
    expect(request).toBe('http://me:s3cret@host/prometheus');
    expect(shown).toBe('http://host/prometheus');
  });

  it.each(['http://host/?tenant=a', 'http://host/graph#x', 'host:9090', 'ftp://host', 'nonsense', ''])(
    'refuses %s',
    (url) => {
      expect(() => parseBaseUrl(url)).toThrow(SourceError);
    },
  );

  it('does not show the credentials of an address that it refuses', () => {
    for (const url of [
      'http://me:s3cret@host/?x=1',
      'http://host/?token=s3cret',
      'ftp://me:s3cret@host/',
      'me:s3cret@host',
      'http://me:12?s3cret@host',
      'http://me:s3cret//s3cret@host?a',
    ]) {
      try {
        parseBaseUrl(url);
      } catch (error) {
        expect(String(error) + (error as SourceError).url).not.toContain('s3cret');
      }
    }
    expect.assertions(6);
  });
});
