import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMatrixText } from '../../../src/sources/prometheus/matrix-text.ts';

type Values = readonly (readonly [number, string])[];
interface Answer {
  readonly status: string;
  readonly data: { readonly resultType: string; readonly result: readonly { metric: object; values: Values }[] };
}

const answer = (result: readonly unknown[], more: object = {}) =>
  JSON.stringify({ status: 'success', data: { resultType: 'matrix', result }, ...more });

/** What is left of the points: no point between two equal neighbours. */
const ends = (values: Values): Values =>
  values.filter(([, value], at) => values[at - 1]?.[1] !== value || values[at + 1]?.[1] !== value);

describe('the text of a range query’s answer', () => {
  it('gives the ends of each stretch of equal values, and all the rest as it is', () => {
    const values = [
      [1, '5'],
      [2, '5'],
      [3, '5'],
      [4, '50'],
      [5, 'NaN'],
      [6.5, '5'],
    ];
    const text = answer(
      [
        { metric: { __name__: 'x', host: 'a"},"values":[[' }, values },
        { metric: {}, values: [] },
      ],
      {
        warnings: ['partial'],
      },
    );
    expect(parseMatrixText(text)).toEqual({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          { metric: { __name__: 'x', host: 'a"},"values":[[' }, values: values.toSpliced(1, 1) },
          { metric: {}, values: [] },
        ],
      },
      warnings: ['partial'],
    });
  });

  it('is read as VictoriaMetrics writes it', () => {
    const text =
      '{"status":"success","isPartial":true,"data":{"resultType":"matrix","result":[]},"stats":{"seriesFetched": "0"}}';
    expect(parseMatrixText(text)).toEqual(JSON.parse(text));
  });

  it('is left to others where it is anything else', () => {
    const point = { metric: {}, values: [[1, '5']] };
    for (const text of [
      '',
      'null',
      answer([point]).replace('matrix', 'vector'),
      answer([point]).replace('success', 'error'),
      answer([{ values: [[1, '5']], metric: {} }]),
      answer([{ metric: {}, histograms: [] }, point]),
      answer([{ ...point, histograms: [] }]),
      answer([{ metric: {}, values: [[1, 5]] }]),
      answer([{ metric: {}, values: [['1', '5']] }]),
      answer([{ metric: {}, values: [[1, '5', 6]] }]),
      answer([{ metric: {}, values: ['1'] }]),
      answer([{ metric: {}, values: [[1, '5"']] }]),
      answer([point]).replace('"values":[', '"values": ['),
    ])
      expect(parseMatrixText(text), text).toBeNull();
    for (let length = 0; length < answer([point]).length; length++)
      expect(parseMatrixText(answer([point]).slice(0, length))).toBeNull();
  });

  it('says what JSON.parse says, whatever the labels are', () => {
    const value = fc.oneof(fc.constantFrom('0', '1', '10', '1.795549083e+09', 'NaN', '+Inf'), fc.double().map(String));
    const series = fc.record({
      metric: fc.dictionary(fc.string(), fc.string({ unit: 'binary' })),
      values: fc.array(fc.tuple(fc.integer({ min: 1, max: 2e9 }), value)),
    });
    fc.assert(
      fc.property(fc.array(series), (all) => {
        const whole = JSON.parse(answer(all)) as Answer;
        const { data } = parseMatrixText(answer(all)) as Answer;
        expect(data.result).toEqual(whole.data.result.map((each) => ({ ...each, values: ends(each.values) })));
      }),
    );
  });

  it('is never taken for an answer when it is damaged', () => {
    const text = answer([
      {
        metric: { a: 'b' },
        values: [
          [1, '5'],
          [2, '5'],
          [3, '6'],
        ],
      },
    ]);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        const damaged = text.slice(0, at) + character + text.slice(at + 1);
        let parsed: unknown = null;
        try {
          parsed = JSON.parse(damaged);
        } catch {
          expect(parseMatrixText(damaged)).toBeNull();
          return;
        }
        const found = parseMatrixText(damaged) as Answer | null;
        if (found === null) return;
        const whole = parsed as Answer;
        expect(found.data.result).toEqual(whole.data.result.map((each) => ({ ...each, values: ends(each.values) })));
      }),
      { numRuns: 2000, examples: [[text.indexOf('[3,') + 1, '2']] },
    );
  });
});
