import type { SafeText } from './safe-text.ts';

const UNITS = ['KB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;
const STEP = 1024;

/** `925 bytes`, `13.2 KB`, `15.93 MB`, in steps of 1024: as Duplicati says it. */
export function byteSize(bytes: number): SafeText {
  let size = bytes / STEP;
  if (size < 1) return `${Math.round(bytes)} ${Math.round(bytes) === 1 ? 'byte' : 'bytes'}` as SafeText;
  let unit = 0;
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit += 1;
  }
  return `${size.toFixed(unit === 0 ? 1 : 2)} ${UNITS[unit]}` as SafeText;
}

/** `1.25 MB/s`. */
export function byteRate(bytesPerSecond: number): SafeText {
  return `${byteSize(bytesPerSecond)}/s` as SafeText;
}
