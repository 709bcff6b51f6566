import { describe, expect, it } from 'vitest';
import { shownUrl, withoutSecrets } from '../../src/text/shown-url.ts';

describe('shownUrl', () => {
  it('shows neither user and password nor what the query calls a secret', () => {
    expect(shownUrl('http://u:pw@h:9100/metrics?auth=SECRET&target=db1&X-Api-Key=SECRET')).toBe(
      'http://h:9100/metrics?auth=***&target=db1&X-Api-Key=***',
    );
  });

  it('leaves an ordinary address as it is', () => {
    expect(shownUrl('http://h:9100/metrics?collect[]=uname')).toBe('http://h:9100/metrics?collect[]=uname');
  });
});

describe('withoutSecrets', () => {
  it('takes them out of the middle of a sentence', () => {
    expect(withoutSecrets('Get "http://u:SE@CRET@h/m?token=SECRET": dial tcp: connection refused')).toBe(
      'Get "http://h/m?token=***": dial tcp: connection refused',
    );
  });

  it('leaves a sentence without any as it is', () => {
    const text = 'Get "http://h:9100/metrics": mail admin@example.org';
    expect(withoutSecrets(text)).toBe(text);
  });
});
