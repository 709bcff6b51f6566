import type { CauseCode } from '../../src/domain/cause.ts';
import type { LabHost } from './lab-host.ts';
import type { Verdict } from './machine.ts';

/** Something that the lab shows, and what duptop must say of it. */
export type Situation = JobSituation | HostSituation;

export interface JobSituation {
  readonly kind: 'job';
  readonly title: string;
  /** As `hostname` says there. */
  readonly host: string;
  readonly instance: string;
  readonly path: string;
  readonly metric: string;
  readonly expected: Verdict;
}

interface HostSituation {
  readonly kind: 'host';
  readonly title: string;
  readonly host: string;
  readonly instance: string;
  readonly expected: { readonly cause: CauseCode };
}

/** All that is to be seen on these hosts. */
export function situationsOn(hosts: readonly LabHost[]): readonly Situation[] {
  return hosts.flatMap(({ machine, nodename, instance }): Situation[] => {
    const where = { host: nodename ?? machine.name, instance };
    const jobs = machine.jobs.map((job): Situation => ({ kind: 'job', ...where, ...job }));
    if (machine.hostCause === null) return jobs;
    const title = machine.hostTitle ?? '';
    return [...jobs, { kind: 'host', ...where, title, expected: { cause: machine.hostCause } }];
  });
}
