import { describe, expect, it } from 'vitest';
import { bar } from '../../src/present/bar.ts';

describe('bar', () => {
  it.each([
    [10, '██████████'],
    [5, '█████'],
    [2.5, '██▌'],
    [0.001, '▏'],
    [0, ''],
    [99, '██████████'],
  ])('of %d out of 10', (value, drawn) => {
    expect(bar(value, 10, 10, false)).toBe(drawn);
  });

  it('is made of # in ASCII', () => {
    expect([bar(5, 10, 10, true), bar(0.001, 10, 10, true)]).toEqual(['#####', '#']);
  });

  it('is empty where there is nothing to compare with', () => {
    expect([bar(1, 0, 10, false), bar(1, 1, 0, false)]).toEqual(['', '']);
  });
});
