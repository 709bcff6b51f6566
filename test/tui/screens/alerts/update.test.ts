import { describe, expect, it } from 'vitest';
import type { LiveAlerts } from '../../../../src/live/live-alerts.ts';
import { visible } from '../../../../src/text/safe-text.ts';
import { footerLine } from '../../../../src/tui/footer-line.ts';
import { alertsTitle } from '../../../../src/tui/screens/alerts/title.ts';
import { jobLines } from '../../../../src/tui/screens/job/lines.ts';
import { NOW } from '../../../present/support/snapshot.ts';
import { textOf, textsOf } from '../../support/line-text.ts';
import { Pressing } from '../../support/pressing.ts';
import { DB, FIRING, liveAlerts, MAIL, SILENCE, SNAPSHOT } from './support.ts';

const READ = { type: 'start-feed', key: 'alerts', request: { feed: 'alerts', ask: { jobs: SNAPSHOT.jobs } } };

function told(pressing: Pressing, read: LiveAlerts = liveAlerts()): Pressing {
  pressing.send({ type: 'told', key: 'alerts', step: { feed: 'alerts', told: read } });
  return pressing.send({ type: 'feed-ended', key: 'alerts', error: null });
}

function opened(read: LiveAlerts = liveAlerts()): Pressing {
  const pressing = told(new Pressing(SNAPSHOT).keys('a'), read);
  pressing.effects();
  return pressing;
}

function rowsOf(pressing: Pressing): readonly string[] {
  return pressing.top('alerts').rows.map((row) => {
    if (row.kind === 'alert') return `${row.row.alert.state} ${row.row.alert.name}`;
    return row.kind === 'silence' ? `silence ${row.silence.createdBy}` : `rule ${row.problem.fault}`;
  });
}

function selected(pressing: Pressing): string | undefined {
  return rowsOf(pressing)[pressing.top('alerts').cursor.at];
}

function noticeOf({ model }: Pressing): string | undefined {
  return model.notice?.text;
}

describe('the screen of alerts', () => {
  it('opens with a, asks for them, and shows what is about backups, then silences and rules', () => {
    const pressing = new Pressing(SNAPSHOT).keys('a');
    expect(pressing.effects()).toEqual([READ]);
    expect(rowsOf(told(pressing))).toEqual([
      'firing JOB db01__srv HAD FAILURE',
      'pending DuplicatiSlow',
      'firing JOB mail__var_vmail DIDNT START',
      'silence anna',
      'rule rule-without-series',
    ]);
  });

  it('begins with the alert of the job under the cursor', () => {
    expect(selected(told(new Pressing(SNAPSHOT).keys('j', 'a')))).toBe('firing JOB mail__var_vmail DIDNT START');
  });

  it('shows those of others when it is asked to, and no more when it is asked again', () => {
    const pressing = opened().keys('A');
    expect(rowsOf(pressing)).toContain('firing HostDown');
    expect(rowsOf(pressing.keys('A'))).not.toContain('firing HostDown');
  });

  it('says which of the two it shows, and under the key what that shows', () => {
    const pressing = opened();
    const said = () => {
      const { model } = pressing;
      const [title, keys] = [alertsTitle(pressing.top('alerts')), footerLine(model, 80)].map(textOf);
      return `${title?.split(':')[0]} | ${/A [a-z ]+(?= {2})/.exec(keys ?? '')}`;
    };
    expect(said()).toBe('duptop  backup alerts | A all');
    pressing.keys('A');
    expect(said()).toBe('duptop  all alerts | A backups only');
  });

  it('has the same columns whatever there is to tell, so that they do not come and go', () => {
    for (const columns of [60, 80, 100, 125, 126, 140, 200]) {
      const ids = (read: LiveAlerts) =>
        told(new Pressing(SNAPSHOT, { columns, rows: 30 }).keys('a'), read)
          .top('alerts')
          .layout.map(({ column }) => column.id);
      const [first] = liveAlerts().alerts;
      const few = liveAlerts({ alerts: first === undefined ? [] : [first], silences: [] });
      expect([columns, ids(few).includes('where')]).toEqual([columns, columns >= 126]);
      expect([columns, ids(liveAlerts()).includes('where')]).toEqual([columns, columns >= 126]);
      expect(ids(liveAlerts())).toContain('job');
    }
  });

  it('shows those of one job alone from its screen, and goes back there', () => {
    const pressing = told(new Pressing(SNAPSHOT).keys('j', 'enter', 'a'));
    expect(rowsOf(pressing)).toEqual(['firing JOB mail__var_vmail DIDNT START', 'silence anna']);
    expect(pressing.keys('enter').top('job').job).toBe(MAIL);
    expect(pressing.model.stack).toHaveLength(2);
  });

  it('leads to the job of an alert, and from there back', () => {
    const pressing = opened().keys('enter');
    expect(pressing.top('job').job.id).toBe(DB.id);
    expect(pressing.keys('a').top('alerts').only).toBeNull();
    pressing.keys('j', 'enter');
    expect(noticeOf(pressing)).toBe('it belongs to no job of the fleet');
  });

  it('reads again after each round, but not while it is reading', () => {
    const pressing = opened();
    const round = (at: number) =>
      pressing.send({ type: 'fleet', view: { ...pressing.model.fleet, refreshedAt: at }, now: at });
    expect(round(NOW + 15_000).effects()).toEqual([READ]);
    expect(round(NOW + 30_000).effects()).toEqual([]);
    expect(
      round(NOW + 30_000)
        .send({ type: 'feed-ended', key: 'alerts', error: null })
        .effects(),
    ).toEqual([]);
    expect(round(NOW + 45_000).effects()).toEqual([READ]);
  });

  it('keeps what it has, and says so, where reading fails', () => {
    const pressing = opened().send({ type: 'feed-ended', key: 'alerts', error: visible('it broke') });
    expect(rowsOf(pressing)).toHaveLength(5);
    expect(pressing.top('alerts').error).toBe('it broke');
    expect(told(pressing).top('alerts').error).toBeNull();
  });

  it('stays on its alert when others come, and ends what it reads when it is closed', () => {
    const pressing = opened().keys('j', 'j');
    const [, , pending, silent] = liveAlerts().alerts;
    told(pressing, liveAlerts({ alerts: [pending, silent].filter((each) => each !== undefined) }));
    expect(selected(pressing)).toBe('firing JOB mail__var_vmail DIDNT START');
    expect(pressing.keys('esc').effects()).toEqual([{ type: 'end-feed', key: 'alerts' }]);
  });

  it('copies the name of an alert, or the id of a silence', () => {
    const pressing = opened().keys('y');
    expect(pressing.effects()).toEqual([{ type: 'copy', text: FIRING.name }]);
    pressing.keys('j', 'j', 'j', 'y');
    expect(pressing.effects()).toEqual([{ type: 'copy', text: SILENCE.id }]);
  });
});

describe('a silence', () => {
  it('is made for the selected alert, once its length and reason are typed and the person says yes', () => {
    const pressing = opened().keys('z', 'ctrl+u').types('90m').keys('enter').types('moving a disk').keys('enter');
    expect(pressing.effects()).toEqual([]);
    expect(pressing.top('alerts').mode.kind).toBe('confirm');
    pressing.keys('y');
    expect(pressing.effects()).toMatchObject([
      {
        type: 'start-feed',
        request: {
          feed: 'change-silences',
          ask: {
            changes: [
              {
                kind: 'silence',
                cluster: ['alertmanager:am1'],
                silence: {
                  matchers: Object.entries(FIRING.labels).map(([name, value]) => ({ name, value })),
                  endsAt: NOW + 5_400_000,
                  createdBy: 'op',
                  comment: 'moving a disk',
                },
              },
            ],
          },
        },
      },
    ]);
  });

  it('is not made where the person says no, or goes back', () => {
    for (const key of ['n', 'esc', 'q']) {
      const pressing = opened().keys('z', 'enter').types('x').keys('enter', key);
      expect(pressing.top('alerts').mode.kind).toBe('list');
      expect(pressing.effects()).toEqual([]);
    }
    expect(opened().keys('z').types('y').keys('esc').effects()).toEqual([]);
  });

  it('needs a length that is one, and a reason', () => {
    const pressing = opened().keys('z').types('x').keys('enter');
    expect(pressing.top('alerts').mode).toMatchObject({ field: 'duration', problem: expect.stringContaining('2hx') });
    pressing.keys('backspace', 'enter', 'enter');
    expect(pressing.top('alerts').mode).toMatchObject({ field: 'comment', problem: 'say why, for others' });
    expect(pressing.keys('tab').top('alerts').mode).toMatchObject({ field: 'duration' });
  });

  it('that holds is made longer, or ended, for the alert and for itself', () => {
    for (const keys of [
      ['j', 'j'],
      ['j', 'j', 'j'],
    ]) {
      const pressing = opened()
        .keys(...keys, 'e', 'ctrl+u')
        .types('1h')
        .keys('enter', 'y');
      expect(pressing.effects()).toMatchObject([
        { request: { ask: { changes: [{ kind: 'extend', silence: SILENCE, endsAt: SILENCE.endsAt + 3_600_000 }] } } },
      ]);
      pressing.keys('u', 'y');
      expect(pressing.effects()).toMatchObject([
        { request: { ask: { changes: [{ kind: 'expire', silence: SILENCE }] } } },
      ]);
    }
  });

  it('is told of, and then alerts are read again', () => {
    const pressing = opened();
    const change = { kind: 'expire', silence: SILENCE } as const;
    const outcome = { change, where: 'http://am1:9093', id: null, error: visible('refused\u001b') };
    pressing.send({ type: 'told', key: 'alerts:change', step: { feed: 'change-silences', told: outcome } });
    expect(noticeOf(pressing)).toBe('not ended at http://am1:9093: refused\\x1b');
    pressing.send({ type: 'feed-ended', key: 'alerts:change', error: null });
    expect(pressing.effects()).toEqual([READ]);
  });

  it('is refused where there is nothing to silence, nobody to tell, or nothing may be changed', () => {
    expect(noticeOf(new Pressing(SNAPSHOT).keys('a', 'z'))).toBe('the alerts are not read yet');
    expect(noticeOf(opened(liveAlerts({ readOnly: true })).keys('z'))).toContain('read-only');
    expect(noticeOf(opened(liveAlerts({ readOnly: true })).keys('j', 'j', 'u'))).toContain('read-only');
    expect(noticeOf(opened().keys('G', 'z'))).toBe('only an alert can be silenced');
    expect(noticeOf(opened().keys('e'))).toBe('no silence holds for it');
    const nobody = opened(liveAlerts({ clusters: [] }))
      .keys('z', 'enter')
      .types('x')
      .keys('enter');
    expect(nobody.top('alerts').mode).toMatchObject({ problem: expect.stringContaining('no Alertmanager is known') });
  });
});

describe('the screen of a job with alerts', () => {
  it('asks whether anybody hears of them, and says which are silent', () => {
    const pressing = new Pressing(SNAPSHOT).keys('j', 'enter');
    expect(pressing.effects()).toContainEqual({ ...READ, key: 'job:alerts' });
    pressing.send({ type: 'told', key: 'job:alerts', step: { feed: 'alerts', told: liveAlerts() } });
    const job = pressing.top('job');
    const text = textsOf(jobLines(job, pressing.model, 80)).join('\n');
    expect(text).toContain('SILENCED\n  JOB mail__var_vmail DIDNT START: for 2h more, by anna: moving house');
    expect(pressing.keys('esc').effects()).toContainEqual({ type: 'end-feed', key: 'job:alerts' });
  });
});
