import { describe, expect, it } from 'vitest';
import { meantTerms } from '../../../src/present/filter/meant.ts';

describe('the terms that words of a filter may stand for', () => {
  it.each([
    ['running', ['status:running']],
    ['LATE', ['status:late']],
    ['exporter-down', ['cause:exporter-down']],
    ['firing', ['alert:firing']],
    ['host:web* running firing', ['status:running', 'alert:firing']],
    ['!ok web', ['!status:ok']],
    ['web', []],
    ['status:running', []],
    ['run', []],
    ['', []],
  ])('of %s', (filter, terms) => {
    expect(meantTerms(filter)).toEqual(terms);
  });
});
