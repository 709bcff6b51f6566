import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/domain/chain/diagnose.ts';
import { say } from '../../../../src/text/safe-text.ts';
import { doctorLines } from '../../../../src/tui/screens/doctor/lines.ts';
import { doctorTitle } from '../../../../src/tui/screens/doctor/title.ts';
import { aHost, someFacts } from '../../../domain/chain/support/facts.ts';
import { aJob, aSnapshot } from '../../../present/support/snapshot.ts';
import { textOf, textsOf } from '../../support/line-text.ts';
import { Pressing } from '../../support/pressing.ts';

const diagnosis = diagnose(someFacts(aHost()));
const opened = () => new Pressing(aSnapshot({ jobs: [aJob()] })).keys('d');
const told = (tui: Pressing) => tui.send({ type: 'told', key: 'doctor', step: { feed: 'doctor', told: diagnosis } });
const shown = (tui: Pressing) => textsOf(doctorLines(tui.top('doctor'), tui.model, tui.model.window.columns));

describe('the doctor', () => {
  it('is opened by d and looks at the job under the cursor', () => {
    const tui = opened();
    expect(tui.top('doctor')).toMatchObject({ looking: true, diagnosis: null });
    expect(tui.effects()).toContainEqual({
      type: 'start-feed',
      key: 'doctor',
      request: { feed: 'doctor', ask: { job: expect.objectContaining({ id: aJob().id }) } },
    });
    expect(shown(tui)).toEqual(['looking']);
  });

  it('shows the chain as far as it is known, while the rest is looked at', () => {
    const tui = told(opened());
    expect(tui.top('doctor').looking).toBe(true);
    expect(shown(tui)).toContain('THE CHAIN');
    expect(tui.send({ type: 'feed-ended', key: 'doctor', error: null }).top('doctor').looking).toBe(false);
  });

  it('keeps what is known where the rest fails, and says why', () => {
    const tui = told(opened()).send({ type: 'feed-ended', key: 'doctor', error: say`no way there` });
    expect(shown(tui).slice(0, 2)).toEqual(['no way there', '']);
    expect(shown(tui)).toContain('THE CHAIN');
  });

  it('says in the title of what, and where in it one is, in a window of any size', () => {
    const tui = told(opened()).send({ type: 'feed-ended', key: 'doctor', error: null });
    const title = (columns: number, rows: number) =>
      textOf(doctorTitle(tui.top('doctor'), tui.send({ type: 'window', window: { columns, rows } }).model));
    expect(title(100, 50)).toBe('duptop  doctor  influx01:/var/lib/influxdb');
    const small = title(60, 12);
    expect(small).toMatch(/^duptop {2}doctor {2}influx…fluxdb {2}1-10 of \d+$/);
    expect(small.length).toBeLessThanOrEqual(60 - '  next in 15s'.length);
    expect(shown(tui)[0]).toBe('influx01:/var/lib/influxdb');
    expect(title(100, 12)).toMatch(/^duptop {2}doctor {2}influx01:\/var\/lib\/influxdb {2}1-10 of \d+$/);
    expect(shown(tui)[0]).toMatch(/^✔ nothing is wrong/);
  });

  it('has its name once, and all of it, for a screen reader', () => {
    const tui = told(
      new Pressing(aSnapshot({ jobs: [aJob()] }), { columns: 60, rows: 12 }, { look: { screenReader: true } }).keys(
        'd',
      ),
    );
    const text = [textOf(doctorTitle(tui.top('doctor'), tui.model)), ...shown(tui)].join('\n');
    expect(text.match(/^.*influx01:\/var\/lib\/influxdb(?= |$)/gm)).toHaveLength(1);
    expect(text).toMatch(/^duptop {2}doctor {2}influx01:\/var\/lib\/influxdb {2}looking at influx01$/m);
  });

  it('gives up what it looks at when it is closed', () => {
    const tui = opened();
    tui.effects();
    expect(tui.keys('esc').effects()).toContainEqual({ type: 'end-feed', key: 'doctor' });
    expect(tui.model.stack).toHaveLength(1);
  });

  it('looks again by the same key, once it has looked', () => {
    const tui = told(opened());
    tui.effects();
    expect(tui.keys('d').effects()).toEqual([]);
    tui.send({ type: 'feed-ended', key: 'doctor', error: null });
    expect(tui.keys('d').effects()).toHaveLength(1);
  });

  it('scrolls, and never beyond its end', () => {
    const tui = told(opened()).keys('G');
    const { top } = tui.top('doctor');
    expect(top).toBeGreaterThanOrEqual(0);
    expect(tui.keys('G', 'down').top('doctor').top).toBe(top);
    expect(tui.keys('g').top('doctor').top).toBe(0);
  });
});
