import { expect, it } from 'vitest';
import { freshness } from '../../src/tui/freshness.ts';
import { aJob, aSnapshot } from '../present/support/snapshot.ts';
import { textOf } from './support/line-text.ts';
import { Pressing } from './support/pressing.ts';

const { model } = new Pressing(aSnapshot({ jobs: [aJob()] }));
const said = (change: Partial<typeof model.fleet>, room = 80) =>
  textOf(freshness({ ...model, fleet: { ...model.fleet, ...change } }, room));

it('says when all was last asked and when it will be again, or what goes on instead', () => {
  expect(said({})).toBe('refreshed 19:42:20Z, next in 15s');
  expect(said({ refreshing: true })).toBe('refreshed 19:42:20Z, refreshing …');
  expect(said({ paused: true, nextAt: null })).toBe('refreshed 19:42:20Z, paused');
  expect(said({ refreshing: true, refreshedAt: null })).toBe('refreshing …');
});

it('says the more important half where there is little room, and nothing where there is none', () => {
  expect(said({}, 31)).toBe('next in 15s');
  expect(said({}, 10)).toBe('');
});
