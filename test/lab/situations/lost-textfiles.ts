import type { EpochMs } from '../../../src/domain/time.ts';
import { classicMachine, HOUR, type Machine, machine, runAgo } from '../machine.ts';
import { classicFile } from '../textfile.ts';

/** Runs that ended and never reached Prometheus, or not as they were written. */
export function lostTextfiles(now: EpochMs): readonly Machine[] {
  const run = runAgo(now, 2 * HOUR, 0);
  const older = runAgo(now, 20 * HOUR, 0, 790);
  const crlf = classicFile('crlf01__srv_share', run);
  return [
    machine('neverran01', {
      rules: ['neverran01__srv_new'],
      jobs: [
        {
          title: 'a rule says it must exist, and it never reported',
          path: '/srv/new',
          metric: 'neverran01__srv_new',
          expected: { status: 'missing', cause: 'never-ran' },
        },
      ],
    }),
    classicMachine(
      'web02',
      '/srv/my-data',
      '"-" in the path: the exporter drops the file, the rule is a subtraction',
      run,
      {
        status: 'missing',
        cause: 'textfile-rejected',
      },
    ),
    machine('web-01', {
      files: [classicFile('web-01__srv', run)],
      hostCause: 'textfile-rejected',
      hostTitle: '"-" in the host name: its only file is dropped, and no rule knows the job',
    }),
    classicMachine(
      'db01',
      '/srv/pg',
      'a copy of the file, made yesterday, sorts before it and hides it',
      run,
      { status: 'unknown', cause: 'textfile-shadowed' },
      {
        files: [
          classicFile('db01__srv_pg', run),
          { ...classicFile('db01__srv_pg', older), name: 'duplicati_db01__srv_pg-copy.prom' },
        ],
      },
    ),
    classicMachine(
      'crlf01',
      '/srv/share',
      'the file was good, then got CRLF line ends and is dropped',
      older,
      { status: 'missing', cause: 'textfile-rejected' },
      { laterFiles: [{ ...crlf, text: crlf.text.replaceAll('\n', '\r\n') }] },
    ),
    classicMachine(
      'removed01',
      '/srv/old',
      'the file was good, then somebody removed it',
      run,
      { status: 'missing', cause: 'textfile-missing' },
      { removedLater: ['duplicati_removed01__srv_old.prom'] },
    ),
  ];
}
