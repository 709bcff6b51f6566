import { describe, expect, it } from 'vitest';
import { oneOf, promDuration, promString } from '../../../src/hostkit/rules/promql.ts';
import { visible } from '../../../src/text/safe-text.ts';
import { HOSTILE_PATHS } from './support/watched.ts';

describe('a PromQL string', () => {
  it('is the text in double quotes, quotes and backslashes escaped', () => {
    expect(promString('/srv/"a"\\b')).toBe('"/srv/\\"a\\"\\\\b"');
  });

  it('has what a terminal or YAML does not take written as an escape, by code point', () => {
    expect(promString('a\nb\x1b\x7f\u202e\u{e0001}')).toBe('"a\\u000ab\\u001b\\u007f\\u202e\\U000e0001"');
  });

  it('is none for broken text, over which Prometheus would stumble when it evaluates the rule', () => {
    expect([promString('a\ufffd'), promString('a\ud800')]).toEqual([null, null]);
  });

  it('can be shown whatever is in it', () => {
    for (const text of HOSTILE_PATHS.map(promString)) if (text !== null) expect(visible(text)).toBe(text);
  });
});

it('a pattern of texts matches these and nothing else', () => {
  const pattern = new RegExp(`^(?:${oneOf(['a.b', 'c|d', '$(x)', '\\[y]'])})$`);
  for (const text of ['a.b', 'c|d', '$(x)', '\\[y]']) expect(text).toMatch(pattern);
  for (const text of ['axb', 'c', 'd', '', 'x']) expect(text).not.toMatch(pattern);
});

it('a PromQL duration is whole seconds', () => {
  expect([promDuration(86_400), promDuration(0.5)]).toEqual(['86400s', '1s']);
});
