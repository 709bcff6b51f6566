import type { FoundRun } from '../../../src/domain/host-run/found-run.ts';
import type { RunEvent } from '../../../src/domain/host-run/run-event.ts';
import type { Job } from '../../../src/domain/job.ts';
import { say } from '../../../src/text/safe-text.ts';

/** A job that root's crontab starts by the classic wrapper. */
function aFoundRun({ host, path }: Pick<Job, 'host' | 'path'>, given: Partial<FoundRun> = {}): FoundRun {
  const wrapper = '/opt/duplicati_wrapper.sh';
  const line = {
    source: 'crontab of root',
    number: 7,
    schedule: '0 2 * * *',
    owner: 'root',
    wrapper,
    path,
    config: null,
    jobs: 1,
    standing: 'picked',
    ignored: null,
  } as const;
  return {
    host,
    path,
    user: 'root',
    way: { by: 'crontab', line },
    isAmbiguous: false,
    lines: [line],
    edition: 'classic',
    wrapperState: 'ready',
    database: '/var/duplicati_X.sqlite',
    metrics: '/var/lib/prometheus/node-exporter/x.prom',
    log: null,
    goingOn: null,
    lastOwn: null,
    ...given,
  };
}

export function foundEvent(job: Pick<Job, 'host' | 'path'>, given: Partial<FoundRun> = {}): RunEvent {
  return { type: 'found', way: say`ssh root@${job.host}`, found: aFoundRun(job, given) };
}

export function refusedEvent(
  why: Extract<RunEvent, { readonly type: 'refused' }>['why'],
  message = say`that is why`,
): RunEvent {
  return { type: 'refused', why, message, hint: say`do something` };
}
