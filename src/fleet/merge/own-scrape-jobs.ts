import type { Target } from '../../domain/target.ts';
import { addressOf } from './host-name.ts';

/** A machine as far as it is put together. */
interface Machine {
  readonly instance: string;
  readonly scrapeJobs: ReadonlySet<string>;
  readonly targets: readonly Target[];
}

/**
 * The scrape jobs of each machine that hold it alone, by the list of targets: others of a job may not have been seen yet, and one that is
 * gone from the list is none of the job's any more. A job that no list has is known by what is shown of it.
 */
export function ownScrapeJobs<Each extends Machine>(
  machines: readonly Each[],
  targets: readonly Target[],
): (machine: Each) => readonly string[] {
  const listed = new Map<string, Set<Each | string>>();
  const shown = new Map<string, Set<Each | string>>();
  const byAddress = new Map<string, Each>();
  for (const machine of machines) {
    for (const job of machine.scrapeJobs) addTo(shown, job, machine);
    for (const target of machine.targets) {
      addTo(listed, target.scrapeJob, machine);
      byAddress.set(placeOf(target), machine);
    }
  }
  // Another exporter of the same machine may be in the same job.
  const known = new Set(machines.flatMap((machine) => machine.targets));
  for (const target of targets) {
    if (!known.has(target)) addTo(listed, target.scrapeJob, byAddress.get(placeOf(target)) ?? placeOf(target));
  }
  return (machine) =>
    [...machine.scrapeJobs].filter((job) => {
      const members = listed.get(job) ?? shown.get(job);
      return members?.size === 1 && members.has(machine);
    });
}

/** An address in a scrape job. */
function placeOf({ scrapeJob, instance }: Target): string {
  return `${scrapeJob}\0${addressOf(instance)}`;
}

function addTo<Member>(sets: Map<string, Set<Member>>, key: string, member: Member): void {
  const known = sets.get(key);
  if (known) known.add(member);
  else sets.set(key, new Set([member]));
}
