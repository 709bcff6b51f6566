import { describe, expect, it } from 'vitest';
import { visible } from '../../src/text/safe-text.ts';
import { topOf } from '../../src/tui/model.ts';
import { paste } from '../../src/tui/paste.ts';
import { aJob, aSnapshot } from '../present/support/snapshot.ts';
import { fleetOf } from './support/fleet-rows.ts';
import { Pressing } from './support/pressing.ts';

const aTui = () => new Pressing(aSnapshot({ jobs: [aJob({ host: 'a' }), aJob({ host: 'b' })] }));

describe('a key', () => {
  it('without a meaning changes nothing', () => {
    const tui = aTui();
    const { model } = tui;
    expect(tui.keys('F', 'ctrl+x', 'insert').model).toBe(model);
  });

  it('soon after Esc is that key after Esc, where no text is typed', () => {
    const tui = aTui().keys('enter');
    expect(topOf(tui.model).screen).toBe('job');
    expect(topOf(tui.keys('alt+h').model).screen).toBe('hosts');
    expect(topOf(tui.keys('esc').model).screen).toBe('fleet');
    tui.keys('/', 'b');
    const { model } = tui;
    expect(tui.keys('alt+h').model).toBe(model);
  });

  it('asks for what is to be done outside', () => {
    expect(aTui().keys('q').effects()).toEqual([{ type: 'quit' }]);
    expect(aTui().keys('/', 'q', 'ctrl+c').effects()).toEqual([{ type: 'quit' }]);
    expect(aTui().keys('ctrl+z').effects()).toEqual([{ type: 'suspend' }]);
    expect(aTui().keys('ctrl+l').effects()).toEqual([{ type: 'redraw' }]);
    expect(aTui().keys('R').effects()).toEqual([{ type: 'refresh' }]);
    expect(aTui().keys('p').effects()).toEqual([{ type: 'pause' }]);
  });

  it('goes on with what was paused', () => {
    const tui = aTui();
    tui.send({ type: 'fleet', view: { ...tui.model.fleet, paused: true }, now: tui.model.now });
    expect(tui.keys('p').effects()).toEqual([{ type: 'resume' }]);
  });

  it('takes the notice away that the one before it left; time does so too', () => {
    const tui = aTui().keys('R');
    expect(tui.model.notice?.text).toBe('asking all sources now');
    expect(tui.keys('j').model.notice).toBeNull();
    tui.keys('R').send({ type: 'tick', now: tui.model.now + 3999 });
    expect(tui.model.notice).not.toBeNull();
    expect(tui.send({ type: 'tick', now: tui.model.now + 1 }).model.notice).toBeNull();
  });

  it('that asks for help shows it, and takes it away again, and Esc too', () => {
    const tui = aTui().keys('?');
    expect(topOf(tui.model).screen).toBe('help');
    expect(topOf(tui.keys('?').model).screen).toBe('fleet');
    expect(topOf(tui.keys('?', 'esc').model).screen).toBe('fleet');
  });

  it('in a window that is too small does nothing but end', () => {
    const tui = aTui();
    tui.send({ type: 'window', window: { columns: 59, rows: 24 } }).keys('j', '!', '?');
    expect(fleetOf(tui)).toMatchObject({ problemsOnly: false, cursor: { at: 0 } });
    expect(topOf(tui.model).screen).toBe('fleet');
    expect(tui.keys('q').effects()).toEqual([{ type: 'quit' }]);
  });
});

describe('pasted text', () => {
  it('is text where text is typed, and never keys', () => {
    const tui = aTui().keys('/');
    const { model, effects } = paste(tui.model, 'q\nhost:b');
    expect(effects).toEqual([]);
    const [lowest] = model.stack;
    expect(lowest).toMatchObject({ mode: { input: { text: 'q host:b' } } });
    expect(paste(aTui().model, 'q').effects).toEqual([]);
    expect(paste(aTui().model, 'q').model.notice?.text).toBe(
      visible('nothing takes pasted text here; / takes it as a filter'),
    );
  });
});
