import { describe, expect, it } from 'vitest';
import type { Activity } from '../../../../src/ports/activity-log.ts';
import { say } from '../../../../src/text/safe-text.ts';
import { entryLines, logLines } from '../../../../src/tui/screens/log/lines.ts';
import { aJob, aSnapshot, NOW } from '../../../present/support/snapshot.ts';
import { textsOf } from '../../support/line-text.ts';
import { Pressing } from '../../support/pressing.ts';

function entries(count: number, from = 0): readonly Activity[] {
  return Array.from({ length: count }, (_, at) => ENTRIES[from + at]).filter((entry) => entry !== undefined);
}

const ENTRIES: readonly Activity[] = Array.from({ length: 200 }, (_, at) => ({
  at: NOW + at * 1000,
  what: say`GET http://host-${at}:9100/metrics`,
  outcome: at % 2 === 0 ? say`200` : say`connection refused`,
  failed: at % 2 !== 0,
  durationMs: at === 3 ? null : at * 10,
}));

/** A log of which 17 entries are seen at once. */
function aLog(count: number): Pressing {
  const tui = new Pressing(aSnapshot({ jobs: [aJob()] }), { columns: 80, rows: 24 });
  return tui.send({ type: 'activity', activity: entries(count) }).keys('@');
}

describe('the log', () => {
  it('begins on the newest and stays there', () => {
    const tui = aLog(50);
    expect(tui.top('log')).toMatchObject({ at: 49, top: 33 });
    expect(tui.send({ type: 'activity', activity: entries(60) }).top('log')).toMatchObject({ at: 59, top: 43 });
  });

  it('stays on what is selected, also when the oldest are dropped, until one goes back to the newest', () => {
    const tui = aLog(50).keys('pageup');
    expect(tui.top('log')).toMatchObject({ at: 33, top: 17 });
    expect(tui.send({ type: 'activity', activity: entries(60) }).top('log')).toMatchObject({ at: 33, top: 17 });
    expect(tui.send({ type: 'activity', activity: entries(60, 5) }).top('log')).toMatchObject({ at: 28, top: 12 });
    tui.keys('G').send({ type: 'activity', activity: entries(70, 5) });
    expect(tui.top('log')).toMatchObject({ at: 69, top: 53 });
  });

  it('copies what was done, exactly, of the selected entry', () => {
    const tui = aLog(50).keys('k', 'y');
    expect(tui.effects()).toContainEqual({ type: 'copy', text: 'GET http://host-48:9100/metrics' });
    const empty = new Pressing(aSnapshot({ jobs: [aJob()] })).keys('@', 'y');
    expect(empty.model.notice?.text).toBe('there is nothing to copy');
  });

  it('is closed by Esc, and by the key that opened it', () => {
    expect(aLog(1).model.stack).toHaveLength(2);
    expect(aLog(1).keys('esc').model.stack).toHaveLength(1);
    expect(aLog(1).keys('@').model.stack).toHaveLength(1);
  });

  it('says when, how long, what came of it, and what was asked, in columns that fit all entries', () => {
    expect(textsOf(logLines(ENTRIES.slice(0, 4), { from: 1, to: 4 }, 80, false))).toEqual([
      'TIME          TOOK  RESULT              WHAT',
      '19:42:21Z    10 ms  connection refused  GET http://host-1:9100/metrics',
      '19:42:22Z    20 ms  200                 GET http://host-2:9100/metrics',
      '19:42:23Z           connection refused  GET http://host-3:9100/metrics',
    ]);
    const long = {
      at: NOW,
      what: say`GET ${'x'.repeat(90)}`,
      outcome: say`${'y'.repeat(90)}`,
      failed: true,
      durationMs: 1,
    };
    const lines = textsOf(logLines([long], { from: 0, to: 1 }, 80, false));
    expect(lines[1]).toHaveLength(80);
    expect(lines[1]).toContain('GET xxx');
  });

  it('shows the selected entry in full, or without its middle where there is no room for that', () => {
    const [entry] = ENTRIES;
    if (entry === undefined) throw new Error('no entry');
    const lines = (columns: number) => textsOf(entryLines(entry, { columns, rows: 2 }, true));
    expect(lines(80)).toEqual(['GET http://host-0:9100/metrics', '200']);
    expect(lines(20)).toEqual(['GET http:~00/metrics', '200']);
  });
});
