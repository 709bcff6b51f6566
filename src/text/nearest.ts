/** How many slips of the finger may lie between a word and the one that was meant. */
const MOST_SLIPS = 3;
const LONGEST = 64;

/** The candidate that the word most likely means: a beginning of it, or at most a few letters away; `null` where none is near. */
export function nearest<Word extends string>(word: string, candidates: Iterable<Word>): Word | null {
  const wanted = word.toLowerCase();
  if (wanted === '' || wanted.length > LONGEST) return null;
  let best: Word | null = null;
  let least = Math.min(MOST_SLIPS, Math.ceil(wanted.length / 2)) + 1;
  for (const candidate of candidates) {
    const name = candidate.toLowerCase();
    const slips = name.startsWith(wanted) || wanted.startsWith(name) ? 0.5 : distance(wanted, name);
    if (slips < least) {
      least = slips;
      best = candidate;
    }
  }
  return best;
}

/** Letters to insert, drop or replace, or neighbours to swap, to make one word of the other. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(at(above, column) + 1, at(line, column - 1) + 1, at(above, column - 1) + (same ? 0 : 1));
      if (one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, at(before, column - 2) + 1);
      }
      line.push(least);
    }
    before = above;
    above = line;
  }
  return at(above, other.length);
}

function at(line: readonly number[], column: number): number {
  return line[column] ?? Number.POSITIVE_INFINITY;
}
