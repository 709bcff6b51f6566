import { describe, expect, it } from 'vitest';
import type { CrontabLine } from '../../../src/domain/host-run/found-run.ts';
import type { RunEvent } from '../../../src/domain/host-run/run-event.ts';
import { runEventLines } from '../../../src/present/run/event-lines.ts';
import { say, visible } from '../../../src/text/safe-text.ts';
import { found, LINE } from './support/found.ts';

const CONTEXT = { now: 0, ascii: false, width: null };
const AT = Date.parse('2026-11-24T02:00:00Z');

function textOf(event: RunEvent): string {
  const lines = runEventLines('db01:/srv/a', event, CONTEXT);
  return lines.map((line) => line.map(({ text }) => text).join('')).join('\n');
}
const foundText = (...given: Parameters<typeof found>): string =>
  textOf({ type: 'found', way: say`ssh root@db01`, found: found(...given) });

describe('what is read of a run', () => {
  it('is host, way, command and where that was found', () => {
    expect(foundText()).toBe(`db01:/srv/a
  host          db01 (ssh root@db01), as root
  command       /opt/duplicati_wrapper.sh /srv/a …
  found in      crontab of root, line 3: 0 2 * * *, as root; the classic wrapper`);
    expect(foundText({ way: { by: 'wrapper', wrapper: '/opt/w.sh' }, edition: 'better', lines: [] })).toContain(
      'no crontab; the wrapper of duptop has its settings in files',
    );
  });

  it('is every other line of the job, and what to beware of', () => {
    const other = (given: Partial<CrontabLine>): CrontabLine => ({ ...LINE, number: 9, standing: 'other', ...given });
    const text = foundText({
      way: { by: 'crontab', line: { ...LINE, jobs: 2, ignored: { why: 'line', number: 7 } } },
      lines: [
        LINE,
        other({}),
        other({ standing: 'commented' }),
        other({ standing: 'unused', ignored: { why: 'name' } }),
      ],
      wrapperState: 'missing',
      goingOn: { by: 'other', pid: 12, ticks: '1', since: AT },
    });
    expect(text).toMatch(/line 9: 0 2 \* \* \*; starts it too$/m);
    expect(text).toMatch(/commented out$/m);
    expect(text).toMatch(/not in use: cron reads only files named with/);
    expect(text).toContain("cron does not run this line: line 7 can't be read, so that cron ignores the whole file");
    expect(text).toContain('the line starts 2 jobs; all of them will run');
    expect(text).toContain('the wrapper is not there');
    expect(text).toContain('a run is going on, process 12, since 2026-11-24 02:00:00Z');
  });

  it('holds nothing that a terminal would act on, and shows a path as a word of the shell', () => {
    const text = foundText({ path: '/srv/\u001b[2J', way: { by: 'crontab', line: { ...LINE, source: 'x\u202e' } } });
    expect(text).toContain(String.raw`$'/srv/\033[2J'`);
    expect(text).toBe(text.split('\n').map(visible).join('\n'));
  });

  it.each<[RunEvent, string]>([
    [{ type: 'started', attached: false, pid: 5, startedAt: AT }, 'started at 2026-11-24 02:00:00Z, process 5'],
    [{ type: 'started', attached: true, pid: null, startedAt: AT }, 'its run of 2026-11-24 02:00:00Z'],
    [{ type: 'progress', progress: { files: 1, bytes: 2048 } }, '1 file, 2.0 KB sent'],
    [{ type: 'stopping', signal: 'TERM', processes: 1 }, 'sent TERM to 1 process'],
    [{ type: 'ended', end: { exitCode: 100, at: AT } }, 'exit code 100: an error occurred'],
    [{ type: 'ended', end: { exitCode: null, at: null } }, 'over, and nothing tells its exit code'],
    [
      { type: 'connection-lost', message: say`cut`, retryInMs: 2000 },
      'the connection is lost, the run goes on: cut; trying again in 2s',
    ],
    [
      { type: 'prometheus-shows', run: { startedAt: AT, durationSeconds: 61, exitCode: 0 } },
      'Prometheus shows it too: started 2026-11-24 02:00:00Z, took 1m 1s, exit code 0',
    ],
  ])('is a sentence for %j', (event, sentence) => {
    expect(textOf(event)).toBe(`db01:/srv/a: ${sentence}`);
  });
});
