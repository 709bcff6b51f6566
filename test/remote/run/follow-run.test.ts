import { expect, it } from 'vitest';
import type { HostShell } from '../../../src/remote/host-shell.ts';
import { followRun } from '../../../src/remote/run/follow-run.ts';
import { POLL_SCRIPT } from '../../../src/remote/run/poll-script.ts';
import type { RunHandle } from '../../../src/remote/run/run-handle.ts';
import { say } from '../../../src/text/safe-text.ts';

const HANDLE: RunHandle = {
  path: '/srv/a',
  folder: '/run/duptop/K',
  pid: 7,
  ticks: '9',
  startedAt: null,
  output: { file: '/run/duptop/K/output', offset: 0 },
  log: null,
  metrics: '',
  database: '',
};

/** A host that answers these polls, the last one again and again. */
function hostThatSays(...polls: readonly (readonly string[])[]): HostShell {
  let poll = 0;
  return {
    host: 'db01',
    way: say`ssh db01`,
    login: { command: 'ssh', args: [] },
    run: async ({ body }) => {
      if (body !== POLL_SCRIPT) throw new Error('not asked for');
      const lines = polls[Math.min(poll, polls.length - 1)] ?? [];
      poll += 1;
      return { exitCode: 0, output: new TextEncoder().encode([...lines, 'done=yes', ''].join('\n')), complaint: say`` };
    },
  };
}

const part = (text: string, next: number, more: number) => [
  `output-next=${next}`,
  `output-more=${more}`,
  `output:${btoa(text)}`,
];

it('a run that said more than one answer holds is read on at once, and its end comes behind all of it', async () => {
  const ended = ['state=ended', 'code=0', 'end=1790000000'];
  const shell = hostThatSays(
    ['state=running', ...part('one', 4, 8)],
    [...ended, ...part('two', 8, 4)],
    [...ended, ...part('three', 12, 0)],
  );
  const waits: number[] = [];
  const clock = {
    now: () => 0,
    after: (ms: number, then: () => void) => {
      waits.push(ms);
      then();
      return () => {};
    },
  };
  const told: string[] = [];
  for await (const event of followRun(shell, HANDLE, { clock, signal: new AbortController().signal }))
    told.push(event.type === 'output' ? event.lines.join() : event.type);
  expect(told).toEqual(['one', 'two', 'three', 'ended']);
  expect(waits).toEqual([]);
});

it('what a run has sent is asked for as soon as it says that it uploads, and else now and then', async () => {
  const uploading = part('  Uploading file (49.98 MB) ...\n', 32, 0);
  const quiet = (length: number) => Array.from({ length }, () => ['state=running']);
  const ended = ['state=ended', 'code=0', 'end=1790000000'];
  const polls = [...quiet(2), ['state=running', ...uploading], ...quiet(6), ended];
  const shell = hostThatSays(...polls);
  let polled = 0;
  const asked: number[] = [];
  const counting: HostShell = {
    ...shell,
    run: async (script, options) => {
      if (script.body === POLL_SCRIPT) {
        polled += 1;
        return shell.run(script, options);
      }
      asked.push(polled);
      return { exitCode: 0, output: new TextEncoder().encode('kind=missing\n'), complaint: say`` };
    },
  };
  const clock = {
    now: () => 0,
    after: (_ms: number, then: () => void) => {
      queueMicrotask(then);
      return () => {};
    },
  };
  const handle = { ...HANDLE, startedAt: 0, database: '/var/d.sqlite' };
  for await (const _ of followRun(counting, handle, { clock, signal: new AbortController().signal }));
  expect(asked).toEqual([1, 3, 4, 6, 10]);
});
