import { expect, it } from 'vitest';
import { cronFields, cronProblem } from '../../src/text/cron-expression.ts';

it.each(['0 2 * * *', '*/5 1,2 1-5 jan mon-fri', ' 5  4 * * 0 ', '0 0 1 1 *'])('takes "%s"', (text) => {
  expect(cronProblem(text)).toBeNull();
});

it.each([
  ['', '"" does not have the five fields of a cron expression'],
  ['0 2 * *', '"0 2 * *" does not have the five fields of a cron expression'],
  ['0 0 2 * * *', '"0 0 2 * * *" does not have the five fields of a cron expression'],
  ['@reboot', '"@reboot" does not have the five fields of a cron expression'],
  ['61 2 * * *', '"61 2 * * *" is no cron expression: Invalid value for minute: 61'],
  ['H 2 * * *', '"H 2 * * *" is no cron expression: configuration entry 1 (H) contains illegal characters'],
])('refuses "%s" and says why', (text, problem) => {
  expect(cronProblem(text)).toBe(problem);
});

it('refuses one that is longer than any real one', () => {
  expect(cronProblem(`${'0,'.repeat(200)}0 2 * * *`)).toBe('longer than 200 characters');
});

it('shows control characters of what it refuses as placeholders', () => {
  expect(cronProblem('\x1b[2J 2 * * *')).toContain('"\\x1b[2J 2 * * *" is no cron expression');
});

it.each([
  ['@hourly', '0 * * * *'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@reboot', '@reboot'],
  ['0 2 * * *', '0 2 * * *'],
])('reads "%s" as "%s"', (text, fields) => {
  expect(cronFields(text)).toBe(fields);
});
