import { describe, expect, it } from 'vitest';
import type { Activity } from '../../../../src/ports/activity-log.ts';
import { say } from '../../../../src/text/safe-text.ts';
import { footerLine } from '../../../../src/tui/footer-line.ts';
import { topOf } from '../../../../src/tui/model.ts';
import { entryLines, logLines } from '../../../../src/tui/screens/log/lines.ts';
import type { LogState } from '../../../../src/tui/screens/log/state.ts';
import { logTitle } from '../../../../src/tui/screens/log/title.ts';
import { aJob, aSnapshot, NOW } from '../../../present/support/snapshot.ts';
import { textsOf } from '../../support/line-text.ts';
import { Pressing } from '../../support/pressing.ts';

function entries(count: number, from = 0): readonly Activity[] {
  return Array.from({ length: count }, (_, at) => ENTRIES[from + at]).filter((entry) => entry !== undefined);
}

const ENTRIES: readonly Activity[] = Array.from({ length: 200 }, (_, at) => ({
  kind: 'request',
  at: NOW + at * 1000,
  what: say`GET http://host-${at}:9100/metrics`,
  outcome: at % 2 === 0 ? say`200` : say`connection refused`,
  failed: at % 2 !== 0,
  durationMs: at === 3 ? null : at * 10,
}));

function titleOf({ model }: Pressing): string {
  const [title] = textsOf([logTitle(topOf(model) as LogState, model)]);
  return title ?? '';
}

function footerOf({ model }: Pressing): string {
  return textsOf([footerLine(model, 200)]).join();
}

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

  it('hides requests on a key, and says how many; what was done on hosts and what changed something stays', () => {
    const look = { ...entries(1)[0], kind: 'look', what: say`ssh db01: processes` } as Activity;
    const act = { ...look, kind: 'act', what: say`ssh db01: start /srv` } as const;
    const all = [...entries(30), look, ...entries(30, 30), act, ...entries(30, 60)];
    const tui = aLog(1).send({ type: 'activity', activity: all });
    const shown = () => tui.top('log').entries.map(({ what }) => what);
    expect(titleOf(tui)).toBe('duptop  what duptop did: 92 of 92');
    expect(footerOf(tui)).toContain('A no requests');
    tui.keys('A');
    expect(shown()).toEqual([look.what, act.what]);
    expect(titleOf(tui)).toBe('duptop  what duptop did: 2 of 2, no requests (90 hidden)');
    expect(footerOf(tui)).toContain('A changes only');
    tui.send({ type: 'activity', activity: [...all, ...entries(1, 90)] });
    expect(titleOf(tui)).toContain('no requests (91 hidden)');
    tui.keys('A');
    expect(shown()).toEqual([act.what]);
    expect(titleOf(tui)).toBe('duptop  what duptop did: 1 of 1, changes only (92 hidden)');
    expect(footerOf(tui)).toContain('A all');
    tui.keys('A');
    expect(tui.top('log')).toMatchObject({ at: 92, following: true });
    // A request behind the look at the host.
    tui.keys('g', ...Array<'j'>(32).fill('j'), 'A');
    expect(tui.top('log')).toMatchObject({ at: 0, entries: [look, act], following: false });
    const nothing = aLog(5).keys('A');
    expect(nothing.top('log').entries).toEqual([]);
    expect(nothing.keys('A', 'A').top('log')).toMatchObject({ at: 4 });
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
    expect(textsOf(logLines(ENTRIES.slice(0, 4), { from: 1, to: 4, at: 2 }, 80, false))).toEqual([
      '  TIME          TOOK  RESULT              WHAT',
      '  19:42:21Z    10 ms  connection refused  GET http://host-1:9100/metrics',
      '› 19:42:22Z    20 ms  200                 GET http://host-2:9100/metrics',
      '  19:42:23Z           connection refused  GET http://host-3:9100/metrics',
    ]);
    const long = {
      kind: 'request',
      at: NOW,
      what: say`GET ${'x'.repeat(90)}`,
      outcome: say`${'y'.repeat(90)}`,
      failed: true,
      durationMs: 1,
    } as const;
    const lines = textsOf(logLines([long], { from: 0, to: 1, at: 1 }, 80, false));
    expect(lines[1]).toHaveLength(80);
    expect(lines[1]).toContain('GET xxx');
  });

  it('gives what was done its room in a narrow window, and shows where it went and what was asked there', () => {
    const entry = {
      kind: 'request',
      at: NOW,
      what: say`GET http://127.0.0.1:33231/api/v1/targets?state=active`,
      outcome: say`connection refused`,
      failed: true,
      durationMs: 12,
    } as const;
    expect(textsOf(logLines([entry], { from: 0, to: 1, at: 0 }, 60, true))).toEqual([
      '  TIME        RESULT      WHAT',
      '> 19:42:20Z   connectio~  GET http://127.0~gets?state=active',
    ]);
  });

  it('shows the selected entry in full, or without its middle where there is no room for that', () => {
    const [entry] = ENTRIES;
    if (entry === undefined) throw new Error('no entry');
    const lines = (columns: number) => textsOf(entryLines(entry, { columns, rows: 2 }, true));
    expect(lines(80)).toEqual(['GET http://host-0:9100/metrics', '200']);
    expect(lines(20)).toEqual(['GET http:~00/metrics', '200']);
  });
});
