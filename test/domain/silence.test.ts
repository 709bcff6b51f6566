import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchersForOnly, matchersHold } from '../../src/domain/silence.ts';

const MISSED = { alertname: 'JOB a__srv DIDNT START', severity: 'error' };
const LATE = { ...MISSED, instance: '10.0.0.5:9100', job: 'a' };

describe('a silence for one alert only', () => {
  it('asks for every label of it', () => {
    expect(matchersForOnly(LATE, [])).toEqual(
      Object.entries(LATE).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
    );
  });

  it('leaves out an alert of the same name that has more labels', () => {
    const matchers = matchersForOnly(MISSED, [LATE]);
    expect(matchers).toContainEqual({ name: 'instance', value: '', isRegex: false, isEqual: true });
    expect(matchersHold(matchers, MISSED)).toBe(true);
    expect(matchersHold(matchers, LATE)).toBe(false);
  });

  it('holds for its alert and for no other that is known, whatever the labels', () => {
    const labels = fc.dictionary(
      fc.constantFrom('alertname', 'a', 'constructor', '__proto__', 'toString'),
      fc.constantFrom('x', 'y', ''),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(labels, fc.array(labels, { maxLength: 6 }), (own, others) => {
        const matchers = matchersForOnly(own, others);
        expect(matchersHold(matchers, own)).toBe(true);
        const same = (other: Readonly<Record<string, string>>) =>
          matchersHold(matchersForOnly(own, []), other) === true &&
          matchersHold(matchersForOnly(other, []), own) === true;
        for (const other of others) expect(matchersHold(matchers, other)).toBe(same(other));
      }),
    );
  });
});

describe('matchers', () => {
  it('may ask that a label is another', () => {
    const not = [{ name: 'a', value: 'x', isRegex: false, isEqual: false }];
    expect([{ a: 'x' }, { a: 'y' }, {}].map((labels) => matchersHold(not, labels))).toEqual([false, true, true]);
  });

  it('with a regular expression are for Alertmanager to judge, unless another one fails', () => {
    const matchers = [
      { name: 'a', value: '(x+x+)+y', isRegex: true, isEqual: true },
      { name: 'b', value: 'z', isRegex: false, isEqual: true },
    ];
    expect(matchersHold(matchers, { a: 'x', b: 'z' })).toBeNull();
    expect(matchersHold(matchers, { a: 'x' })).toBe(false);
  });
});
