import { expect, it } from 'vitest';
import { includesLabels, labelOf, labelsKey } from '../../src/domain/labels.ts';

it('a label that is not there is empty, whatever every object has', () => {
  expect(['constructor', 'toString', '__proto__'].map((name) => labelOf({}, name))).toEqual(['', '', '']);
  expect(labelOf({ constructor: 'x' }, 'constructor')).toBe('x');
});

it('the key of labels does not depend on their order, and on nothing else', () => {
  expect(labelsKey({ a: '1', b: '2' })).toBe(labelsKey({ b: '2', a: '1' }));
  expect(labelsKey({ a: '1,b' })).not.toBe(labelsKey({ a: '1', b: '' }));
});

it('labels include those that they have all of', () => {
  expect(includesLabels({ a: '1', b: '2' }, { a: '1' })).toBe(true);
  expect(includesLabels({ a: '1' }, { a: '1', b: '2' })).toBe(false);
  expect(includesLabels({}, { constructor: 'x' })).toBe(false);
});
