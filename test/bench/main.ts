import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Bench, Measured } from './measure.ts';

/** `npm run bench [WORD…]`: every benchmark whose name or file holds one of the words, or all. */
const words = process.argv.slice(2);
const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).sort();

console.log(
  `Node ${process.versions.node}, ${availableParallelism()} cores. Ratios of medians from this one run; the machine may be noisy.\n`,
);
for (const file of files) {
  const { bench } = (await import(`./${file}`)) as { bench: Bench };
  if (words.length > 0 && !words.some((word) => file.includes(word) || bench.name.includes(word))) continue;
  console.log(bench.name);
  for (const measured of await bench.run()) console.log(`  ${lineOf(measured)}`);
}

function lineOf({ what, ours, other, unit, against, target }: Measured): string {
  const ratio = ours / other;
  const met = target.better === 'lower' ? ratio <= target.ratio : ratio >= target.ratio;
  const sign = target.better === 'lower' ? '≤' : '≥';
  const figures = `${rounded(ours)} ${unit} against ${rounded(other)} ${unit} of ${against}`;
  return `${what}: ${ratio.toFixed(2)} × (${figures}); target ${sign} ${target.ratio} ×: ${met ? 'met' : 'missed'}`;
}

function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
