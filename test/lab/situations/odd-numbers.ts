import type { EpochMs } from '../../../src/domain/time.ts';
import { classicMachine, HOUR, type Machine, machine, runAgo } from '../machine.ts';
import { classicFile, type LabFile } from '../textfile.ts';

/** Series that are there and can't be believed. */
export function oddNumbers(now: EpochMs): readonly Machine[] {
  const run = runAgo(now, 2 * HOUR, 0);
  return [
    classicMachine(
      'ahead01',
      '/srv/iot',
      'its clock is ahead: the run started three hours from now',
      runAgo(now, -3 * HOUR, 0),
      {
        status: 'unknown',
        cause: 'clock-skew',
      },
    ),
    machine('odd01', {
      files: [
        edited('odd01__srv_half', /^.*_last_exitcode .*\n/m, ''),
        edited('odd01__srv_nan', /(?<=_last_exitcode ).*/, 'NaN'),
        edited('odd01__srv_minus', /(?<=_last_run_seconds ).*/, '-5'),
      ],
      rules: ['odd01__srv_half', 'odd01__srv_nan', 'odd01__srv_minus'],
      jobs: [
        {
          title: 'one of its three series is missing: the exit code',
          path: '/srv/half',
          metric: 'odd01__srv_half',
          expected: { status: 'unknown', cause: 'textfile-missing' },
        },
        {
          title: 'its exit code is NaN',
          path: '/srv/nan',
          metric: 'odd01__srv_nan',
          expected: { status: 'unknown', cause: 'textfile-missing' },
        },
        {
          title: 'its duration is negative',
          path: '/srv/minus',
          metric: 'odd01__srv_minus',
          expected: { status: 'warning', cause: 'textfile-missing' },
        },
      ],
    }),
  ];

  function edited(metric: string, what: RegExp, by: string): LabFile {
    const file = classicFile(metric, run);
    return { ...file, text: file.text.replace(what, by) };
  }
}
