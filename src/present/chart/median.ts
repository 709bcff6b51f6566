/** The middle of the numbers, or the mean of the two in the middle; `null` where there are none. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const high = sorted[half];
  if (high === undefined) return null;
  const low = sorted.length % 2 === 1 ? high : (sorted[half - 1] ?? high);
  return low + (high - low) / 2;
}
