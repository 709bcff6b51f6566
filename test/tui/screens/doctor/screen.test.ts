import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/domain/chain/diagnose.ts';
import { say } from '../../../../src/text/safe-text.ts';
import { doctorLines } from '../../../../src/tui/screens/doctor/lines.ts';
import { aHost, someFacts } from '../../../domain/chain/support/facts.ts';
import { aJob, aSnapshot } from '../../../present/support/snapshot.ts';
import { textsOf } from '../../support/line-text.ts';
import { Pressing } from '../../support/pressing.ts';

const diagnosis = diagnose(someFacts(aHost()));
const opened = () => new Pressing(aSnapshot({ jobs: [aJob()] })).keys('d');
const told = (tui: Pressing) => tui.send({ type: 'told', key: 'doctor', step: { feed: 'doctor', told: diagnosis } });
const shown = (tui: Pressing) => textsOf(doctorLines(tui.top('doctor'), tui.model, 80));

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
    expect(shown(tui)[0]).toBe('influx01:/var/lib/influxdb');
    expect(tui.send({ type: 'feed-ended', key: 'doctor', error: null }).top('doctor').looking).toBe(false);
  });

  it('keeps what is known where the rest fails, and says why', () => {
    const tui = told(opened()).send({ type: 'feed-ended', key: 'doctor', error: say`no way there` });
    expect(shown(tui).slice(0, 3)).toEqual(['no way there', '', 'influx01:/var/lib/influxdb']);
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
