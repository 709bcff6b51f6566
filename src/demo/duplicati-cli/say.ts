import { writeSync } from 'node:fs';

const UNITS = ['KB', 'MB', 'GB', 'TB'] as const;

/** One line, at once: whoever follows the log sees it as it comes. Nobody who reads is no reason to stop here. */
export function print(line: string): void {
  write(1, line);
}

export function complain(line: string): void {
  write(2, line);
}

function write(descriptor: number, line: string): void {
  try {
    writeSync(descriptor, `${line}\n`);
  } catch {
    // A closed pipe.
  }
}

/** As Duplicati writes sizes: `4.99 MB`, `925 bytes`. */
export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = -1;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return unit < 0 ? `${bytes} bytes` : `${size.toFixed(2)} ${UNITS[unit]}`;
}

/** `10/01/2026 03:00:00`. */
export function dateText(now: Date): string {
  const [year, month, day] = now.toISOString().slice(0, 10).split('-');
  return `${month}/${day}/${year} ${now.toISOString().slice(11, 19)}`;
}
