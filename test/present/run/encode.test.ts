import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/domain/host-run/run-event.ts';
import { encodeRunEvent } from '../../../src/present/run/encode.ts';
import { runLineSchema } from '../../../src/present/run/schema.ts';
import { say } from '../../../src/text/safe-text.ts';
import { found, LINE } from './support/found.ts';

const ABOUT = { at: Date.parse('2026-11-24T02:00:10Z'), id: 'db01:/srv/a', host: 'db01', path: '/srv/a' };
const AT = Date.parse('2026-11-24T02:00:00Z');
const RUN = { startedAt: AT, durationSeconds: 9, exitCode: 0 };

const EVENTS: readonly RunEvent[] = [
  { type: 'found', way: say`ssh db01`, found: found() },
  {
    type: 'found',
    way: say`ssh db01`,
    found: found({
      way: null,
      lines: [
        { ...LINE, ignored: { why: 'line', number: 2 } },
        { ...LINE, ignored: { why: 'mode' } },
      ],
      log: { file: '/var/log/x', size: 1 },
      goingOn: { by: 'lock', pid: null, ticks: null, since: null },
    }),
  },
  { type: 'refused', why: 'running', message: say`a run`, hint: null },
  { type: 'started', attached: false, pid: 4, startedAt: AT },
  { type: 'output', lines: [say`a`] },
  { type: 'progress', progress: { files: 1, bytes: 2 } },
  { type: 'connection-lost', message: say`cut`, retryInMs: 1500 },
  { type: 'back' },
  { type: 'stopping', signal: 'KILL', processes: 3 },
  { type: 'ended', end: { exitCode: 143, at: AT } },
  { type: 'ended', end: { exitCode: null, at: null } },
  { type: 'exporter-shows', run: RUN },
  { type: 'prometheus-shows', run: RUN },
  { type: 'metrics-missing', source: 'exporter', message: say`gone` },
];

describe('a line of run --json', () => {
  it.each(EVENTS.map((event) => [event.type, event] as const))('is as the schema has it: %s', (_, event) => {
    expect(runLineSchema.parse(encodeRunEvent(ABOUT, event))).toMatchObject({ type: event.type, id: ABOUT.id });
  });

  it('has moments in UTC and lengths in seconds', () => {
    expect(encodeRunEvent(ABOUT, { type: 'exporter-shows', run: RUN })).toMatchObject({
      at: '2026-11-24T02:00:10.000Z',
      run: { startedAt: '2026-11-24T02:00:00.000Z', ageSeconds: 10, durationSeconds: 9, outcome: 'success' },
    });
    expect(encodeRunEvent(ABOUT, { type: 'connection-lost', message: say`x`, retryInMs: 1500 })).toMatchObject({
      retryInSeconds: 1.5,
    });
  });
});
