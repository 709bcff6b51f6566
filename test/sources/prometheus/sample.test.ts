import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMatrix, parseVector } from '../../../src/sources/prometheus/sample.ts';

const of = (...result: unknown[]) => ({ resultType: 'vector', result });

describe('parseVector', () => {
  it('reads numbers in every spelling that Prometheus and VictoriaMetrics print', () => {
    const texts = ['0', '-1', '1.795549083e+09', '1e-7', '.5', '+Inf', '-Inf', 'NaN'];
    const parsed = parseVector(of(...texts.map((text) => ({ metric: { a: 'b' }, value: [1.5, text] }))));
    expect(parsed?.items.map(({ value }) => value)).toEqual([
      0,
      -1,
      1_795_549_083,
      1e-7,
      0.5,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ]);
    expect(parsed?.items[0]?.at).toBe(1500);
  });

  it.each([
    ['a number that is no text', { metric: {}, value: [1, 5] }],
    ['an empty text', { metric: {}, value: [1, ''] }],
    ['blanks', { metric: {}, value: [1, ' '] }],
    ['a hexadecimal number', { metric: {}, value: [1, '0x10'] }],
    ['words', { metric: {}, value: [1, 'Infinity!'] }],
    ['a label that is no text', { metric: { instance: 5 }, value: [1, '5'] }],
    ['labels that are a list', { metric: ['a'], value: [1, '5'] }],
    ['no labels', { value: [1, '5'] }],
    ['a native histogram', { metric: {}, histogram: [1, {}] }],
    ['null', null],
    ['a text', 'x'],
  ])('drops and counts %s', (_, element) => {
    expect(parseVector(of(element, { metric: {}, value: [1, '5'] }))).toEqual({
      items: [{ labels: {}, value: 5, at: 1000 }],
      dropped: 1,
    });
  });

  it('is null for what is no vector', () => {
    for (const data of [
      null,
      undefined,
      5,
      'x',
      [],
      {},
      { resultType: 'matrix', result: [] },
      { resultType: 'vector' },
    ])
      expect(parseVector(data)).toBeNull();
  });

  it('never throws and never makes up a sample, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (result) => {
        const parsed = parseVector(of(...result));
        expect((parsed?.items.length ?? 0) + (parsed?.dropped ?? 0)).toBe(result.length);
      }),
    );
  });
});

describe('parseMatrix', () => {
  it('keeps the good points of a series and counts the others', () => {
    const data = {
      resultType: 'matrix',
      result: [{ metric: { a: 'b' }, values: [[1, '5'], [2, 'x'], null, [4, '6']] }, { metric: {} }],
    };
    expect(parseMatrix(data)).toEqual({
      items: [
        {
          labels: { a: 'b' },
          points: [
            { at: 1000, value: 5 },
            { at: 4000, value: 6 },
          ],
        },
      ],
      dropped: 3,
    });
  });
});
