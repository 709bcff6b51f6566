import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../src/domain/host-run/run-event.ts';
import type { Job } from '../../../../src/domain/job.ts';
import type { LiveRunStep } from '../../../../src/live/live-run.ts';
import { say } from '../../../../src/text/safe-text.ts';
import { footerLine } from '../../../../src/tui/footer-line.ts';
import { topOf } from '../../../../src/tui/model.ts';
import { aJob, aSnapshot, NOW } from '../../../present/support/snapshot.ts';
import { textOf } from '../../support/line-text.ts';
import { Pressing } from '../../support/pressing.ts';
import { foundEvent, refusedEvent } from '../../support/runs.ts';

const [A, B, C] = ['a', 'b', 'c'].map((host) => aJob({ host, path: '/srv', status: 'failed' })) as [Job, Job, Job];
const RUN = { startedAt: NOW, durationSeconds: 3, exitCode: 0 };

function table(given: { readOnly?: boolean } = {}): Pressing {
  return new Pressing(aSnapshot({ jobs: [A, B, C] }), undefined, given);
}
/** What a host says of a job, all of it. */
function answered(tui: Pressing, job: Job, ...events: readonly RunEvent[]): Pressing {
  const key = `find-run:${job.id}`;
  for (const told of events) tui.send({ type: 'told', key, step: { feed: 'find-run', told } });
  return tui.send({ type: 'feed-ended', key, error: null });
}
function told(tui: Pressing, job: Job, ...steps: readonly LiveRunStep[]): Pressing {
  for (const step of steps) tui.send({ type: 'told', key: `run:${job.id}`, step: { feed: 'run', told: step } });
  return tui;
}
const STARTED: LiveRunStep = { type: 'started', attached: false, pid: 7, startedAt: NOW };
const requests = (tui: Pressing) =>
  tui.effects().flatMap((effect) => (effect.type === 'start-feed' ? [effect.request] : []));
/** Its run goes on. */
function going(job: Job): Pressing {
  return told(answered(table().keys('r'), job, foundEvent(job)).keys('y'), job, { type: 'starting' }, STARTED);
}

describe('r', () => {
  it('looks on the host of the current job, and starts it only once that has answered and the person says yes', () => {
    const tui = table().keys('r');
    expect(requests(tui)).toEqual([{ feed: 'find-run', ask: { job: A } }]);
    expect(tui.keys('y').model.notice?.text).toBe('not every host has answered yet');
    expect(requests(tui)).toEqual([]);
    answered(tui, A, foundEvent(A)).keys('y');
    expect(requests(tui)).toMatchObject([{ feed: 'run', ask: { job: A, attach: false } }]);
    expect(tui.top('run').mode.kind).toBe('list');
  });

  it('starts nothing on n and Esc, and ends the looking', () => {
    for (const key of ['n', 'esc']) {
      const tui = table().keys('r');
      tui.effects();
      tui.keys(key);
      expect(tui.effects()).toEqual([{ type: 'end-feed', key: `find-run:${A.id}` }]);
      expect(tui.model.stack).toHaveLength(1);
    }
  });

  it('is asked under the keys that answer, and what they do as things are', () => {
    const keys = ({ model }: Pressing) => textOf(footerLine(model, 60)).replace(/ {2}\? help.*/, '');
    const asked = () => table().keys('r');
    expect(keys(asked())).toBe('Esc back');
    expect(keys(answered(asked(), A, foundEvent(A)))).toBe('y yes, start  n no  Esc back');
    expect(keys(answered(asked(), A, foundEvent(A), refusedEvent('running')))).toBe('y yes, follow  n no  Esc back');
    expect(keys(answered(asked(), A, refusedEvent('ambiguous')))).toBe('Esc back');
  });

  it('is about all that are marked; one that runs is followed, one that can’t be started is left out', () => {
    const tui = table().keys('space', 'space', 'space', 'r');
    expect(requests(tui).map(({ ask }) => ask)).toEqual([{ job: A }, { job: B }, { job: C }]);
    answered(tui, A, foundEvent(A));
    answered(tui, B, foundEvent(B), refusedEvent('running'));
    answered(tui, C, refusedEvent('unreachable')).keys('enter');
    expect(requests(tui)).toMatchObject([
      { feed: 'run', ask: { job: A, attach: false } },
      { feed: 'run', ask: { job: B, attach: true } },
    ]);
    expect(tui.model.marks.size).toBe(0);
  });

  it('says why nothing can be started where nothing can', () => {
    const tui = answered(table().keys('r'), A, refusedEvent('not-found')).keys('y');
    expect(tui.model.notice?.text).toBe('none of them can be started');
    expect(tui.model.runs.size).toBe(0);
  });

  it('is disabled where nothing may be changed', () => {
    const tui = table({ readOnly: true }).keys('r');
    expect(tui.model.notice?.text).toBe('duptop is read-only: nothing is started or stopped');
    expect(tui.effects()).toEqual([]);
  });

  it('goes back to a run that is going on, and starts no second one', () => {
    const tui = going(A).keys('esc');
    expect(topOf(tui.model).screen).toBe('fleet');
    tui.effects();
    expect(tui.keys('r').top('run').mode.kind).toBe('list');
    expect(tui.effects()).toEqual([]);
  });

  it('keeps the cursor on the job, wherever its row goes', () => {
    const tui = table().keys('r', 'esc');
    tui.refreshed(aSnapshot({ jobs: [{ ...A, status: 'ok' }, B, C] }));
    expect(requests(tui.keys('r')).at(-1)).toMatchObject({ ask: { job: { id: A.id } } });
  });
});

describe('a run that was started', () => {
  it('has the fleet asked as soon as it ends and as soon as somebody shows it', () => {
    const tui = going(A);
    tui.effects();
    told(tui, A, { type: 'output', lines: [say`working`] }, { type: 'progress', progress: { files: 2, bytes: 9 } });
    expect(tui.effects()).toEqual([]);
    told(tui, A, { type: 'ended', end: { exitCode: 0, at: NOW } });
    expect(tui.effects()).toEqual([{ type: 'refresh' }]);
    told(tui, A, { type: 'exporter-shows', run: RUN });
    expect(tui.effects()).toEqual([{ type: 'refresh' }]);
  });

  it('goes on when its screen is left, which is said, and so is its end', () => {
    const tui = going(A);
    tui.effects();
    expect(tui.keys('q').model.notice?.text).toBe('the run goes on; f shows it again');
    expect(tui.effects()).toEqual([]);
    told(tui, A, { type: 'ended', end: { exitCode: 100, at: NOW } });
    expect(tui.model.notice).toMatchObject({ text: 'a:/srv: exit code 100: an error occurred', tone: 'failed' });
    expect(tui.keys('f').top('run').cursor.key).toBe(A.id);
  });

  it('is stopped only once the person has said yes', () => {
    const tui = going(A);
    tui.effects();
    tui.keys('K', 'n');
    expect(tui.effects()).toEqual([]);
    tui.keys('K', 'y');
    expect(requests(tui)).toEqual([{ feed: 'stop-run', ask: { job: A } }]);
    const step = { feed: 'stop-run', told: { type: 'stopping', signal: 'TERM', processes: 4 } } as const;
    tui.send({ type: 'told', key: `stop-run:${A.id}`, step });
    expect(tui.model.runs.get(A.id)?.notes).toEqual([step.told]);
  });

  it('is not started at all where it is stopped while it waits for its turn', () => {
    const tui = answered(table().keys('r'), A, foundEvent(A)).keys('y', 'K', 'y');
    expect(tui.effects()).toContainEqual({ type: 'end-feed', key: `run:${A.id}` });
    expect(tui.model.runs.size).toBe(0);
  });

  it('is asked for again from the list once it has ended, and Esc goes back to the list', () => {
    const tui = told(going(A), A, { type: 'ended', end: { exitCode: 1, at: NOW } });
    tui.effects();
    expect(requests(tui.keys('r'))).toEqual([{ feed: 'find-run', ask: { job: A } }]);
    expect(tui.keys('esc').top('run').mode.kind).toBe('list');
  });

  it('tells of a host that can’t be asked until it is back, and of a defect', () => {
    const lost = { type: 'connection-lost', message: say`cut off`, retryInMs: 1000 } as const;
    const tui = told(going(A), A, lost);
    expect(tui.model.runs.get(A.id)?.lost).toEqual(lost);
    expect(told(tui, A, { type: 'back' }).model.runs.get(A.id)?.lost).toBeNull();
    tui.send({ type: 'feed-ended', key: `run:${A.id}`, error: say`broken` });
    expect(tui.model.runs.get(A.id)).toMatchObject({ problem: 'broken', isFollowed: false });
  });
});
