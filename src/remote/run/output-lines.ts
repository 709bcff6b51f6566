import { redact } from '../../text/redact.ts';
import { type SafeText, visible } from '../../text/safe-text.ts';

/** A longer line is cut into several. */
const LONGEST_LINE = 4000;
const NEWLINE = /\r?\n/;

/** What a job said, as lines that are safe to show: without what is named like a secret. */
export function outputLines(wholeLines: Uint8Array): readonly SafeText[] {
  if (wholeLines.length === 0) return [];
  return new TextDecoder().decode(wholeLines).split(NEWLINE).flatMap(shown);
}

function shown(line: string): readonly SafeText[] {
  const text = redact(line);
  const parts: SafeText[] = [];
  for (let at = 0; at < Math.max(1, text.length); at += LONGEST_LINE)
    parts.push(visible(text.slice(at, at + LONGEST_LINE)));
  return parts;
}
