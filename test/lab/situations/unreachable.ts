import type { EpochMs } from '../../../src/domain/time.ts';
import { classicMachine, HOUR, type Machine, runAgo } from '../machine.ts';

/** Exporters that can't be asked, or not where their instance label says. */
export function unreachable(now: EpochMs): readonly Machine[] {
  const run = runAgo(now, 4 * HOUR, 0);
  return [
    classicMachine(
      'down01',
      '/srv/crm',
      'its exporter was scraped, then stopped',
      run,
      { status: 'unknown', cause: 'exporter-down' },
      { exporter: 'stops', hostCause: 'exporter-down', hostTitle: 'the exporter is down' },
    ),
    classicMachine(
      'neverup01',
      '/srv/erp',
      'its exporter never answered',
      run,
      { status: 'missing', cause: 'exporter-down' },
      { exporter: 'never-up', hostCause: 'exporter-down', hostTitle: 'the exporter was never up' },
    ),
    classicMachine(
      'nat01',
      '/srv/branch',
      'scraped at another address than its instance label says',
      run,
      { status: 'ok', cause: null },
      { instanceLabel: 'nat01.example:9100' },
    ),
  ];
}
