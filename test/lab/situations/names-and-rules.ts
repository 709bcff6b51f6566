import type { EpochMs } from '../../../src/domain/time.ts';
import { classicMachine, HOUR, type Machine, runAgo } from '../machine.ts';

/** Jobs that report, and rules or other jobs that don't go with them. */
export function namesAndRules(now: EpochMs): readonly Machine[] {
  const run = runAgo(now, 6 * HOUR, 0);
  return [
    classicMachine(
      'influx01',
      '/var/lib/influxdb/',
      'the rule leaves out the trailing slash: its absent() fires for ever',
      run,
      { status: 'warning', cause: 'rule-mismatch' },
      { rules: ['influx01__var_lib_influxdb'] },
    ),
    classicMachine('influx02', '/var/lib/influxdb/', 'the same job with the right rule', run, {
      status: 'ok',
      cause: null,
    }),
    classicMachine(
      'norule01',
      '/srv/unwatched',
      'no rule watches it',
      run,
      { status: 'warning', cause: 'rule-missing' },
      { rules: [] },
    ),
    classicMachine('app01', '/srv/app', 'two machines have one host name: the first', run, {
      status: 'warning',
      cause: 'name-collision',
    }),
    classicMachine(
      'app01-clone',
      '/srv/app',
      'two machines have one host name: the clone of the first',
      runAgo(now, 7 * HOUR, 0),
      { status: 'warning', cause: 'name-collision' },
      { nodename: 'app01', rules: [] },
    ),
  ];
}
