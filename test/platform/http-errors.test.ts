import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHttpError } from '../../src/platform/http-errors.ts';
import { withoutCredentials } from '../../src/text/shown-url.ts';

function coded(code: string, cause?: unknown): Error {
  return Object.assign(new Error('raw text', { cause }), { code });
}

describe('an error of Node', () => {
  test.for([
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ETIMEDOUT', 'timeout'],
    ['EAI_AGAIN', 'name-not-found'],
    ['EAI_SYSTEM', 'name-not-found'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_OSSL_PEM_NO_START_LINE', 'tls'],
    ['Z_DATA_ERROR', 'bad-encoding'],
    ['HPE_INVALID_CONSTANT', 'not-http'],
    ['EMFILE', 'other'],
  ] as const)('%s means %s', ([code, kind]) => {
    expect(toHttpError(coded(code), 'http://host/').kind).toBe(kind);
  });

  test('is found in the causes of another', () => {
    expect(toHttpError(coded('ERR_GOT_REQUEST_ERROR', coded('ECONNREFUSED')), 'http://host/').kind).toBe('refused');
  });

  test('of both address families says what is most telling', () => {
    for (const codes of [
      ['ENETUNREACH', 'ECONNREFUSED'],
      ['ECONNREFUSED', 'ENETUNREACH'],
    ]) {
      const both = new AggregateError(
        codes.map((code) => coded(code)),
        '',
      );
      expect(toHttpError(coded('ENETUNREACH', both), 'http://host/').kind).toBe('refused');
    }
  });

  test('that nobody foresaw is one short line that a terminal can show', () => {
    const { kind, message } = toHttpError(new Error(`\x1b[31mred\n${'x'.repeat(1000)}`), 'http://host/');
    expect(kind).toBe('other');
    expect(message).toMatch(/^\\x1b\[31mred\\nx{180,}$/);
    expect(message.length).toBeLessThan(220);
  });

  test('that goes round in a circle ends', () => {
    const error = coded('X');
    error.cause = error;
    expect(toHttpError(error, 'http://host/').kind).toBe('other');
  });
});

describe('an address without credentials', () => {
  test('is the same but for them', () => {
    expect(withoutCredentials('https://user:pa%40ss@host:9/a?b=c@d#e')).toBe('https://host:9/a?b=c@d#e');
    expect(withoutCredentials('http://host/a')).toBe('http://host/a');
  });

  test('never holds them, however broken it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        for (const url of [`http://user:SECRET@${after}`, `${before}:SECRET@${after}`, `//x:SECRET@${after}`]) {
          expect(withoutCredentials(url)).not.toContain('SECRET');
        }
      }),
    );
  });
});
