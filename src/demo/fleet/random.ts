const STEP = 0x6d2b79f5;

/** The number at this place of the sequence that mulberry32 makes of a seed: 0 ≤ n < 1, the same on every machine. */
export function randomAt(seed: number, place: number): number {
  let state = (seed + Math.imul(place + 1, STEP)) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}

/** A seed of its own for each name (FNV-1a), so that what is added to a fleet changes nothing about the rest. */
export function seedOf(seed: number, name: string): number {
  let hash = seed ^ 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash | 0;
}
