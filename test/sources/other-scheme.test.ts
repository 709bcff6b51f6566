import { expect, it } from 'vitest';
import { otherScheme } from '../../src/sources/other-scheme.ts';

it.each([
  ['not-tls', 'https://a:9090', 'try http://a:9090'],
  ['not-http', 'http://a:9090', 'does it speak TLS there? try https://a:9090'],
  ['cut-off', 'http://a:9090/x', 'does it speak TLS there? try https://a:9090/x; else ask again'],
  ['cut-off', 'https://a:9090', undefined],
  ['tls', 'https://a:9090', undefined],
  ['refused', 'http://a:9090', undefined],
] as const)('%s at %s: %s', (kind, url, hint) => {
  expect(otherScheme(kind, url)).toBe(hint);
});
