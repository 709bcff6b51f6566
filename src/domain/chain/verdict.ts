import { seenOnHost } from './chain-facts.ts';
import type { Diagnosis } from './diagnose.ts';
import type { LinkName } from './link.ts';

export const VERDICTS = ['broken', 'fine', 'partly', 'unproven'] as const;
/**
 * What a diagnosis comes to. `partly`: what was seen of it is well, but half of its links or more could not be checked;
 * `unproven`: nothing was seen that shows it to be well.
 */
export type Verdict = (typeof VERDICTS)[number];

/** Links that are whole only where something of the job, or its host, was really seen. */
const PROOF: ReadonlySet<LinkName> = new Set(['host', 'run', 'outcome', 'series']);

export function verdictOf({ first, links, facts, path }: Diagnosis): Verdict {
  if (first !== null) return 'broken';
  if (path !== null && facts.job === null && !isOnHost(facts)) return 'unproven';
  if (!links.some(({ name, state }) => state === 'ok' && PROOF.has(name))) return 'unproven';
  return uncheckedOf(links) * 2 >= links.length ? 'partly' : 'fine';
}

/** Whether neither a source nor the host itself, where it was seen, knows what was asked for. */
export function isUnknown({ path, facts }: Diagnosis): boolean {
  if (facts.job !== null || isOnHost(facts)) return false;
  return path !== null || (facts.hostState === null && facts.look.kind !== 'seen');
}

export function uncheckedOf(links: Diagnosis['links']): number {
  return links.filter(({ state }) => state === 'unchecked').length;
}

/** Whether the host has any trace of the job. */
function isOnHost(facts: Diagnosis['facts']): boolean {
  const seen = seenOnHost(facts);
  if (seen === null) return false;
  const { entries, processes, start, lock, log, own, database } = seen;
  return entries.length + processes.length > 0 || [start, lock, log, own, database].some((each) => each !== null);
}
