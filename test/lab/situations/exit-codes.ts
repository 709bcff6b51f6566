import type { EpochMs } from '../../../src/domain/time.ts';
import { classicMachine, HOUR, type Machine, nightsBefore, runAgo } from '../machine.ts';

/** Jobs that report as they should: each way a run can end, and one that is too old. */
export function exitCodes(now: EpochMs): readonly Machine[] {
  const ended = (exitCode: number, hours = 2): ReturnType<typeof runAgo> => runAgo(now, hours * HOUR, exitCode);
  const slow = runAgo(now, 3 * HOUR, 0, 5_400);
  return [
    classicMachine(
      'files01',
      '/srv/files',
      'a good backup, two hours ago',
      ended(0),
      { status: 'ok', cause: null },
      {
        wholePage: true,
        history: [{ metric: 'files01__srv_files', runs: nightsBefore(ended(0), 7, (night) => 760 + 20 * night) }],
      },
    ),
    classicMachine('files02', '/srv/archive', 'nothing had changed', ended(1), { status: 'ok', cause: null }),
    classicMachine('mail01', '/var/mail', 'warnings: an unreadable file', ended(2), {
      status: 'warning',
      cause: 'exit-warnings',
    }),
    classicMachine(
      'corrupt01',
      '/srv/data',
      'the check after the backup found corrupt data; the rule is silent',
      ended(3),
      {
        status: 'failed',
        cause: 'exit-errors',
      },
    ),
    classicMachine('partial01', '/home', 'stopped before all was uploaded', ended(50), {
      status: 'failed',
      cause: 'exit-partial',
    }),
    classicMachine(
      'failed01',
      '/home',
      'an error occurred, after a week of good nights',
      ended(100, 5),
      { status: 'failed', cause: 'exit-failed' },
      { history: [{ metric: 'failed01__home', runs: nightsBefore(ended(100, 5), 7, (night) => 900 + 10 * night) }] },
    ),
    classicMachine('badargs01', '/srv', 'a bad command line: a % in the crontab', ended(200), {
      status: 'failed',
      cause: 'exit-bad-arguments',
    }),
    classicMachine('nocli01', '/etc', 'duplicati-cli not found', ended(127), {
      status: 'failed',
      cause: 'exit-not-found',
    }),
    classicMachine('oomkilled01', '/srv/big', 'killed by signal 9', ended(137), {
      status: 'failed',
      cause: 'exit-killed',
    }),
    classicMachine('late01', '/srv/www', 'good, but started 30 hours ago', ended(0, 30), {
      status: 'late',
      cause: 'late',
    }),
    classicMachine(
      'slow01',
      '/srv/media',
      'good, but it took six times as long as in the nights before',
      slow,
      { status: 'slow', cause: 'slow' },
      { history: [{ metric: 'slow01__srv_media', runs: nightsBefore(slow, 8, (night) => 880 + 5 * night) }] },
    ),
  ];
}
