import { describe, expect, it } from 'vitest';
import { headerProblem, readHeader } from '../../src/config/http-header.ts';

describe('a header', () => {
  it.each([
    ['X-Scope-OrgID: team', { name: 'X-Scope-OrgID', value: 'team' }],
    ['Authorization:Bearer a:b', { name: 'Authorization', value: 'Bearer a:b' }],
    ['A:  x y  ', { name: 'A', value: 'x y' }],
  ])('is read from %j', (text, header) => {
    expect(readHeader(text)).toEqual({ header });
  });

  it.each([
    ['s3cret', 'not of the form "Name: value"'],
    [': s3cret', 'not of the form "Name: value"'],
    ['X Y: s3cret', '"X Y" is no header name'],
    ['X:', 'the value of the header "X" is empty or holds characters that a header can\'t carry'],
    ['X: s3cret\nY: z', 'the value of the header "X" is empty or holds characters that a header can\'t carry'],
    ['X: s3crét', 'the value of the header "X" is empty or holds characters that a header can\'t carry'],
    ['Content-Length: 5', 'the header "Content-Length" is set by duptop itself'],
  ])('is not %j, and the reason shows no value', (text, problem) => {
    expect(readHeader(text)).toEqual({ problem });
  });

  it('can’t bring another one in by a line break', () => {
    for (const value of ['a\r\nb', 'a\nb', 'a\0b', 'a\r']) expect(headerProblem({ name: 'X', value })).not.toBeNull();
  });
});
