import type { EpochMs } from '../../../domain/time.ts';

/** What one copy of a series' family tells (a replica's, a federated one's); never mixed with another's. */
interface Copy {
  readonly copy: string;
}

/** The draft of one copy of a job, made at its first sample. */
export function draftOf<Key, Draft extends Copy>(
  drafts: Map<Key, Draft[]>,
  key: Key,
  copy: string,
  create: () => Draft,
): Draft {
  const copies = drafts.get(key);
  if (copies === undefined) {
    const draft = create();
    drafts.set(key, [draft]);
    return draft;
  }
  // Two or three replicas at most: a search is quicker than a map for each job.
  const found = copies.find((draft) => draft.copy === copy);
  if (found !== undefined) return found;
  const draft = create();
  if (copies.length < MOST_COPIES) copies.push(draft);
  return draft;
}

/** Keeps the search above short for whatever comes in. */
const MOST_COPIES = 16;

/** The copy with the newest start; the first of equals. */
export function newest<Draft>(copies: readonly Draft[], startOf: (draft: Draft) => EpochMs | null): Draft | undefined {
  let best = copies[0];
  for (const copy of copies) {
    if (best !== undefined && (startOf(copy) ?? 0) > (startOf(best) ?? 0)) best = copy;
  }
  return best;
}
