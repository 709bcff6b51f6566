import { describe, expect, it } from 'vitest';
import { ageAllowedBy } from '../../../src/hostkit/rules/schedule-age.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const GRACE = 6 * HOUR;

describe('the age that a schedule allows', () => {
  it.each([
    ['nothing', null],
    ['every day', '0 2 * * *'],
    ['several times a day', '*/5 */6 * * *'],
    ['every day of the week', '30 4 * * 0-6'],
    ['no schedule at all', 'whenever it rains a lot'],
    ['never', '0 0 31 2 *'],
  ])('is the usual one for %s', (_, schedule) => {
    expect(ageAllowedBy(schedule, DAY)).toBe(DAY);
    expect(ageAllowedBy(schedule, 12 * HOUR)).toBe(12 * HOUR);
  });

  it.each([
    ['once a week', '0 2 * * 0', 7 * DAY],
    ['on working days, over the weekend', '0 2 * * 1-5', 3 * DAY],
    ['many times on one day a week', '*/5 * * * 3', 7 * DAY],
    ['twice a month', '0 3 1,15 * *', 17 * DAY],
    ['once a month', '0 3 1 * *', 31 * DAY],
    ['once a year', '0 3 1 7 *', 366 * DAY],
  ])('is the longest pause and some hours for %s', (_, schedule, pause) => {
    expect(ageAllowedBy(schedule, DAY)).toBe(pause + GRACE);
  });

  it('is never less than the usual one', () => {
    expect(ageAllowedBy('0 2 * * 0', 30 * DAY)).toBe(30 * DAY);
  });
});
