import { describe, expect, it } from 'vitest';
import { summaryLine } from '../../src/present/summary-line.ts';
import { aFleet, aHost, aJob, aSnapshot } from './support/snapshot.ts';
import { printed } from './support/text.ts';

describe('the summary line', () => {
  it('counts by status, worst first, and faults of hosts', () => {
    expect(printed([summaryLine(aFleet().summary)])).toBe(
      '|10 jobs: 1 failed, 1 missing, 1 late, 1 unknown, 2 warning, 1 slow, 1 running, 2 ok; 1 host problem',
    );
  });

  it('counts together what is not to be named', () => {
    expect(printed([summaryLine(aFleet().summary, ['failed', 'late'])])).toBe(
      '|10 jobs: 1 failed, 1 late, 8 others; 1 host problem',
    );
  });

  it('speaks of one job and of none as one does', () => {
    expect(printed([summaryLine(aSnapshot({ jobs: [aJob()] }).summary)])).toBe('|1 job: 1 ok');
    expect(printed([summaryLine(aSnapshot({ hosts: [aHost()] }).summary)])).toBe('|0 jobs');
  });
});
