import { describe, expect, it } from 'vitest';
import { labelledRules } from '../../../src/hostkit/rules/labelled-rules.ts';
import { LABELLED } from '../../../src/hostkit/rules/labelled-series.ts';
import { promString } from '../../../src/hostkit/rules/promql.ts';
import { rulesFile } from '../../../src/hostkit/rules/rules-file.ts';
import { isLabelledName } from '../../../src/sources/prometheus/labelled-names.ts';
import { describeWith } from '../../support/describe-with.ts';
import { checkRulesFile, type InputSeries, testRules } from './support/promtool.ts';
import { HOSTILE_PATHS, watched } from './support/watched.ts';

const DAY = 86_400;
const LABELS = { instance: 'i:9100', job: 'web', host: 'web', path: '/srv' };
const WHY = "Why: duptop show 'web:/srv'";
const EPOCH = '1970-01-01 00:00:00 +0000 UTC';
const RULES = rulesFile([labelledRules([], DAY)]);

/** Series of one job of the wrapper, by the names in LABELLED. */
function job(values: Partial<Record<keyof typeof LABELLED, string>>, host = 'web', path = '/srv'): InputSeries {
  const labels = `{instance="i:9100",job="web",host=${promString(host)},path=${promString(path)}}`;
  return Object.fromEntries(
    Object.entries(values).map(([name, samples]) => [LABELLED[name as keyof typeof LABELLED] + labels, samples]),
  );
}

const HOURS = (count: number) => count * 60;

describe('the labelled rules', () => {
  it('read only series that the wrapper makes', () => {
    for (const name of Object.values(LABELLED)) expect(isLabelledName(name), name).toBe(true);
  });
});

describeWith(['promtool'], 'the alerts on the labelled family, evaluated by promtool', () => {
  it('fire for a job that has not started, and resolve when it starts', () => {
    const alert = 'DuplicatiJobNotStarted';
    const series = job({
      start: `0x${HOURS(26)} 93600x60`,
      exitCode: `0x${HOURS(27)}`,
      running: `0x${HOURS(26)} 1x60`,
    });
    const summary = 'The backup of web:/srv has not started for 1d 1h 0m 0s.';
    const description = `Its last run started ${EPOCH} (1d 1h 0m 0s ago) and ended with exit code 0. ${WHY}`;
    expect(
      testRules(RULES, series, [
        { at: '24h', alert, firing: [] },
        { at: '25h', alert, firing: [{ labels: LABELS, summary, description }] },
        { at: '26h2m', alert, firing: [] },
      ]),
    ).toBe('');
  });

  it('take a run that goes on for too long for that, not for one that did not start', () => {
    const alert = 'DuplicatiJobRunningTooLong';
    const series = job({ start: `0x${HOURS(28)}`, running: `1x${HOURS(26)} 0x60` });
    const summary = 'The backup of web:/srv has been running for 1d 1h 0m 0s.';
    const description = `It started ${EPOCH} (1d 1h 0m 0s ago) and has not ended, or its host went down in the middle of it. ${WHY}`;
    expect(
      testRules(RULES, series, [
        { at: '24h', alert, firing: [] },
        { at: '25h', alert, firing: [{ labels: LABELS, severity: 'warning', summary, description }] },
        { at: '25h', alert: 'DuplicatiJobNotStarted', firing: [] },
        { at: '26h2m', alert, firing: [] },
      ]),
    ).toBe('');
  });

  it('fire where the last good backup is twice as old as a start may be', () => {
    const alert = 'DuplicatiJobWithoutSuccess';
    const series = job({ success: `0x${HOURS(50)} 180000x60`, start: `172800x${HOURS(51)}` });
    const summary = 'There has been no good backup of web:/srv for 2d 1h 0m 0s.';
    const description = `The last good one ended ${EPOCH} (2d 1h 0m 0s ago). The last run of any kind started 1970-01-03 00:00:00 +0000 UTC (1h 0m 0s ago). ${WHY}`;
    expect(
      testRules(RULES, series, [
        { at: '48h', alert, firing: [] },
        { at: '49h', alert, firing: [{ labels: LABELS, summary, description }] },
        { at: '50h2m', alert, firing: [] },
      ]),
    ).toBe('');
  });

  it('fire where a job that is known for as long never had a good backup, and not once the job is gone', () => {
    const alert = 'DuplicatiJobWithoutSuccess';
    const series = job({ start: `0x${HOURS(24)} 86400x${HOURS(26)} stale` });
    const summary = 'There has been no good backup of web:/srv for 2d 1h 0m 0s.';
    const description = `The last good one ended at no time that is known. The last run of any kind started 1970-01-02 00:00:00 +0000 UTC (1d 1h 0m 0s ago). ${WHY}`;
    expect(
      testRules(RULES, series, [
        { at: '47h', alert, firing: [] },
        { at: '49h', alert, firing: [{ labels: LABELS, summary, description }] },
        { at: '51h', alert, firing: [] },
      ]),
    ).toBe('');
  });

  it('fire for a run that failed, and resolve with the next good one', () => {
    const alert = 'DuplicatiJobFailed';
    const series = job({ completion: '60x20', exitCode: '100x10 1x10' });
    const summary = 'The backup of web:/srv failed.';
    const description = `Its last run ended 1970-01-01 00:01:00 +0000 UTC (4m 0s ago) with exit code 100: an error occurred. ${WHY}`;
    expect(
      testRules(RULES, series, [
        { at: '5m', alert, firing: [{ labels: LABELS, summary, description }] },
        { at: '5m', alert: 'DuplicatiJobVerificationErrors', firing: [] },
        { at: '13m', alert, firing: [] },
      ]),
    ).toBe('');
  });

  it('fire for corrupt data at the destination, which is no failure to the field’s rule', () => {
    const alert = 'DuplicatiJobVerificationErrors';
    const series = job({ completion: '60x20', exitCode: '3x10 2x10' });
    const summary = 'The backup of web:/srv is damaged at its destination.';
    const description = `Its last run ended 1970-01-01 00:01:00 +0000 UTC (4m 0s ago) with exit code 3: the verification found corrupt data. ${WHY}`;
    expect(
      testRules(RULES, series, [
        { at: '5m', alert, firing: [{ labels: LABELS, summary, description }] },
        { at: '5m', alert: 'DuplicatiJobFailed', firing: [] },
        { at: '13m', alert, firing: [] },
      ]),
    ).toBe('');
  });

  it('hold a job with an age of its own to that, and all others to the usual one', () => {
    const seldom = watched('web', '/srv "seldom"', 4 * 3600);
    const often = watched('db.example.com', '/dump', 1200);
    const alike = watched('other.example.com', '/dump', 1200);
    const rules = rulesFile([labelledRules([seldom, often, alike, watched('web', '/srv', 7200)], 7200)]);
    const series = {
      ...job({ start: `0x${HOURS(6)}` }, 'web', '/srv "seldom"'),
      ...job({ start: `0x${HOURS(6)}` }, 'db.example.com', '/dump'),
      // Not one of them, though a dot would match it.
      ...job({ start: `10800x${HOURS(6)}` }, 'db-example.com', '/dump'),
      ...job({ start: `0x${HOURS(6)}` }),
    };
    const firing = (host: string, path: string, age: string, command = `${host}:${path}`) => ({
      labels: { ...LABELS, host, path },
      summary: `The backup of ${host}:${path} has not started for ${age}.`,
      description: `Its last run started ${EPOCH} (${age} ago). Why: duptop show '${command}'`,
    });
    const alert = 'DuplicatiJobNotStarted';
    const both = (age: string) => [firing('db.example.com', '/dump', age), firing('web', '/srv', age)];
    expect(
      testRules(rules, series, [
        { at: '20m', alert, firing: [] },
        { at: '1h', alert, firing: [firing('db.example.com', '/dump', '1h 0m 0s')] },
        { at: '3h', alert, firing: both('3h 0m 0s') },
        { at: '5h', alert, firing: [...both('5h 0m 0s'), firing('web', '/srv "seldom"', '5h 0m 0s')] },
      ]),
    ).toBe('');
  });

  it('put any path into annotations without harm to a terminal, and into a command that a shell reads as one word', () => {
    for (const path of ["/srv/it's", '/srv/\u001b[31m', '/srv/a\u202eb', '/srv/$(reboot)', '/srv/{{ end }}']) {
      const safe = path.replaceAll('\u001b', '?').replaceAll('\u202e', '?');
      const description = `Its last run ended 1970-01-01 00:01:00 +0000 UTC (4m 0s ago) with exit code 100: an error occurred. Why: duptop show 'web:${path.replaceAll("'", "'\\''")}'`;
      const outcome = testRules(RULES, job({ completion: '60x20', exitCode: '100x10' }, 'web', path), [
        {
          at: '5m',
          alert: 'DuplicatiJobFailed',
          firing: [{ labels: { ...LABELS, path }, summary: `The backup of web:${safe} failed.`, description }],
        },
      ]);
      expect(outcome, JSON.stringify(path)).toBe('');
    }
  });

  it('do not grow with the hosts that have a job of an age of its own beyond what duptop itself can follow', () => {
    const hosts = Array.from({ length: 1000 }, (_, index) =>
      watched(`host${index}.example.com`, '/srv/weekly', 8 * DAY),
    );
    const group = labelledRules(hosts, DAY);
    for (const { expr, alert } of group.rules) expect(expr.length, alert).toBeLessThan(65_536);
    expect(checkRulesFile(rulesFile([group]))).toBe('');
  });

  it('hold every hostile path to its own age, but one that no label can have', () => {
    const jobs = HOSTILE_PATHS.map((path) => watched('h', path, 7200));
    const rules = rulesFile([labelledRules(jobs, DAY)]);
    const paths = HOSTILE_PATHS.filter((path) => path.isWellFormed());
    expect(paths.length).toBe(HOSTILE_PATHS.length - 1);
    const series = Object.assign({}, ...paths.map((path) => job({ start: '0x200' }, 'h', path))) as InputSeries;
    const failures = testRules(rules, series, [{ at: '3h', alert: 'DuplicatiJobNotStarted', firing: [] }]);
    // One for each of them, and no error of another kind.
    expect(failures.match(/alertname="DuplicatiJobNotStarted"/g)?.length, failures).toBe(paths.length);
  });
});
