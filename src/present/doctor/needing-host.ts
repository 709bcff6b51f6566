import type { ChainFacts } from '../../domain/chain/chain-facts.ts';
import type { JudgedLink } from '../../domain/chain/diagnose.ts';

/** The links that say nothing but why the host could not be seen, which its own link says already; none where it is but one. */
export function needingHost(links: readonly JudgedLink[], { look }: ChainFacts): readonly JudgedLink[] {
  if (look.kind === 'seen') return [];
  const needing = links.filter(
    ({ name, state, says, evidence }) =>
      name !== 'host' && state === 'unchecked' && says === look.why && evidence.length === 0,
  );
  return needing.length > 1 ? needing : [];
}
