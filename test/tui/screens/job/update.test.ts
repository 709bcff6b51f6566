import { describe, expect, it } from 'vitest';
import type { Job } from '../../../../src/domain/job.ts';
import type { Run } from '../../../../src/domain/run.ts';
import { visible } from '../../../../src/text/safe-text.ts';
import { jobLines } from '../../../../src/tui/screens/job/lines.ts';
import { aCause, aFleet, ago, aHost, aJob, aRun, aSnapshot, hostRow, NOW } from '../../../present/support/snapshot.ts';
import { Pressing } from '../../support/pressing.ts';

const FAILED = aJob({
  host: 'db01',
  path: '/srv',
  status: 'failed',
  cause: aCause('exit-failed', 'an error occurred', { next: 'look at the log' }),
  rules: ['MONITORED db01 HAD FAILURE'],
  dbPath: '/var/duplicati_F5ZXE5QK.sqlite',
});
const LATE = aJob({ host: 'mail', path: '/var/vmail', status: 'late' });
const FINE = aJob({ host: 'web', path: '/etc' });
const SNAPSHOT = aSnapshot({ jobs: [FAILED, LATE, FINE] });
const RUNS = [aRun({ startedAt: ago(90_000) }), aRun()];

function opened(): Pressing {
  return new Pressing(SNAPSHOT).keys('enter');
}

function answer(pressing: Pressing, runs: readonly Run[] | null, job: Job = FAILED, error: string | null = null) {
  return pressing.send({ type: 'history', id: job.id, runs, error: error === null ? null : visible(error) });
}

function text(pressing: Pressing): string {
  const lines = jobLines(pressing.top('job'), pressing.model, pressing.model.window.columns);
  return lines.map((line) => line.map((piece) => piece.text).join('')).join('\n');
}

describe('the screen of a job', () => {
  it('opens with Enter on its row, and asks for the runs of a month', () => {
    const pressing = opened();
    expect(pressing.top('job').job).toBe(FAILED);
    expect(pressing.effects()).toEqual([{ type: 'load-history', job: FAILED, days: 30 }]);
    expect(text(pressing)).toContain('asking prometheus default for the runs of 30 d …');
  });

  it('says for how long it has been asking', () => {
    const pressing = opened().send({ type: 'tick', now: NOW + 3000 });
    expect(text(pressing)).toContain('asking prometheus default for the runs of 30 d … 3s');
  });

  it('shows the chart once the runs are there, with a run that only an exporter knows yet', () => {
    expect(text(answer(opened(), RUNS.slice(0, 1)))).toContain('2 runs');
    expect(text(answer(opened(), RUNS))).toContain('2 runs');
  });

  it('says in words that nobody keeps its runs, or why they are not known', () => {
    expect(text(answer(opened(), null))).toContain('no Prometheus knows this job');
    expect(text(answer(opened(), null, FAILED, '503'))).toContain('the runs are not known: 503');
  });

  it('takes no notice of the runs of another job', () => {
    expect(text(answer(opened(), RUNS, LATE))).toContain('asking');
  });

  it('looks further back or less far, and asks for what it has not been told yet', () => {
    const pressing = answer(opened(), RUNS);
    pressing.effects();
    pressing.keys('1');
    expect(pressing.effects()).toEqual([{ type: 'load-history', job: FAILED, days: 1 }]);
    answer(pressing, RUNS);
    pressing.keys(']', ']', '[', '[');
    expect(pressing.top('job').days).toBe(1);
    expect(pressing.effects()).toMatchObject([
      { days: 7 },
      { type: 'drop-history' },
      { days: 7 },
      { type: 'drop-history' },
    ]);
    pressing.keys('[');
    expect(pressing.top('job').days).toBe(1);
  });

  it('asks anew for what was not answered because something else was asked', () => {
    const pressing = opened().keys('2', '3');
    expect(pressing.effects()).toMatchObject([{ days: 30 }, { days: 7 }, { days: 30 }]);
    expect(text(answer(pressing, RUNS))).toContain('[30 d]  2 runs');
  });

  it('asks again after a new run, and shows what it knew until then', () => {
    const pressing = answer(opened(), RUNS);
    pressing.effects();
    const again = { ...FAILED, lastRun: aRun({ startedAt: ago(10) }) };
    pressing.refreshed(aSnapshot({ jobs: [again, LATE] }));
    expect(pressing.effects()).toEqual([{ type: 'load-history', job: again, days: 30 }]);
    expect(text(pressing)).toContain('3 runs');
    pressing.refreshed(aSnapshot({ jobs: [{ ...again }, LATE] }));
    expect(pressing.effects()).toEqual([]);
  });

  it('asks again with the next refresh after asking has failed', () => {
    const pressing = answer(opened(), null, FAILED, '503');
    pressing.effects();
    const refreshed = () => aSnapshot({ jobs: [{ ...FAILED }] });
    expect(pressing.refreshed(refreshed(), { refreshing: true }).effects()).toEqual([]);
    expect(pressing.refreshed(refreshed()).effects()).toMatchObject([{ type: 'load-history', days: 30 }]);
    expect(pressing.refreshed(refreshed()).effects()).toEqual([]);
  });

  it('stays with its job wherever that stands, and follows it', () => {
    const pressing = opened().refreshed(aSnapshot({ jobs: [LATE, { ...FAILED, status: 'ok', cause: null }] }));
    expect(pressing.top('job').job).toMatchObject({ id: FAILED.id, status: 'ok' });
  });

  it('keeps the last words of a job that is gone, and says so once a whole refresh is without it', () => {
    const without = aSnapshot({ jobs: [LATE] });
    const pressing = opened().refreshed(without, { refreshing: true });
    expect(pressing.top('job').isThere).toBe(true);
    pressing.refreshed(without);
    expect(text(pressing)).toContain('no source shows this job any more');
    expect(text(pressing)).toContain('an error occurred');
    expect(text(pressing.refreshed(SNAPSHOT))).not.toContain('any more');
  });

  it('goes to the next job of the table and back, and takes the cursor of the table along', () => {
    const pressing = opened().keys('1');
    pressing.effects();
    pressing.keys('n');
    expect(pressing.top('job')).toMatchObject({ job: LATE, days: 1 });
    expect(pressing.effects()).toEqual([
      { type: 'drop-history', id: FAILED.id },
      { type: 'load-history', job: LATE, days: 1 },
    ]);
    pressing.keys('J', 'esc');
    const fleet = pressing.top('fleet');
    expect(fleet.rows[fleet.cursor.at]).toEqual({ kind: 'job', job: FINE });
    pressing.keys('enter', 'N', 'K');
    expect(pressing.top('job').job).toBe(FAILED);
  });

  it('skips the faults of hosts on its way, and says where the table ends', () => {
    const host = aHost({ cause: aCause('exporter-down') });
    const pressing = new Pressing(aSnapshot({ jobs: [FAILED, FINE], hosts: [host] })).keys('enter', 'n');
    expect(pressing.top('job').job).toBe(FINE);
    pressing.keys('n');
    expect(pressing.top('job').job).toBe(FINE);
    expect(pressing.model.notice?.text).toBe('there is no job behind this one in the table');
  });

  it('ends the asking when it is closed', () => {
    const pressing = opened();
    pressing.effects();
    expect(pressing.keys('esc').effects()).toEqual([{ type: 'drop-history', id: FAILED.id }]);
    expect(pressing.top('fleet')).toBeDefined();
    expect(answer(opened(), RUNS).keys('esc').effects().at(-1)).toMatchObject({ type: 'load-history' });
  });

  it('scrolls through the text, to its end and not further', () => {
    const pressing = answer(opened(), RUNS);
    const { length } = text(pressing).split('\n');
    pressing.keys('j', 'j', 'k');
    expect(pressing.top('job').top).toBe(1);
    pressing.keys('G', 'j', 'pagedown');
    expect(pressing.top('job').top).toBe(length - 22);
    pressing.send({ type: 'window', window: { columns: 80, rows: 200 } });
    expect(pressing.top('job').top).toBe(0);
  });

  it('copies a value by its sign, exactly as it is', () => {
    const pressing = opened();
    pressing.effects();
    pressing.keys('y', '3');
    expect(pressing.effects()).toEqual([{ type: 'copy', text: '/srv' }]);
    expect(pressing.top('job').mode.kind).toBe('text');
  });

  it('copies the value that is moved to', () => {
    const pressing = opened();
    pressing.effects();
    pressing.keys('y', 'G', 'k', 'enter');
    expect(pressing.effects()).toEqual([{ type: 'copy', text: 'look at the log' }]);
    pressing.keys('y', 'G', 'y');
    expect(pressing.effects()).toEqual([{ type: 'copy', text: 'MONITORED db01 HAD FAILURE' }]);
  });

  it('leaves the list of values with Esc, without a copy', () => {
    const pressing = opened();
    pressing.effects();
    pressing.keys('y', 'esc');
    expect(pressing.top('job').mode.kind).toBe('text');
    pressing.keys('y', 'f');
    expect(pressing.model.notice?.text).toBe('no value has that sign');
    expect(pressing.effects()).toEqual([]);
  });

  it('opens a fault of a host among the hosts', () => {
    const row = hostRow();
    const host = row.kind === 'host' ? row.host : aHost();
    const pressing = new Pressing(aSnapshot({ jobs: [FINE], hosts: [aHost({ host: 'a', instance: 'a' }), host] }));
    const hosts = pressing.keys('enter').top('hosts');
    expect(hosts.rows[hosts.cursor.at]?.host).toBe(host);
  });

  it('can be made of every job of a fleet, in every window', () => {
    for (const window of [
      { columns: 60, rows: 12 },
      { columns: 200, rows: 50 },
    ]) {
      const pressing = new Pressing(aFleet(), window);
      pressing.keys('enter');
      for (let at = 0; at < aFleet().jobs.length; at++) {
        expect(text(pressing)).toContain('NAMES');
        pressing.keys('y', 'G', 'esc', 'n');
      }
    }
  });
});
