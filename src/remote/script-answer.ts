import { type SafeText, visible } from '../text/safe-text.ts';
import type { ScriptAnswer } from './host-shell.ts';
import { marksOf } from './script-text.ts';

const COMPLAINT_LINES = 5;
const COMPLAINT_CHARACTERS = 600;
const EXIT_CODE = /^\d{1,3}(?=\n)/;

/** Finds the answer in all that came back; `null`: the script did not run to its end. */
export function scriptAnswer(stdout: Buffer, stderr: Buffer, nonce: string): ScriptAnswer | null {
  const { begin, end } = marksOf(nonce);
  const start = endOf(stdout, begin);
  const stop = stdout.lastIndexOf(`\n${end}`);
  if (start === null || stop < start) return null;
  const exitCode = EXIT_CODE.exec(stdout.toString('latin1', stop + 1 + end.length))?.[0];
  if (exitCode === undefined) return null;
  return { exitCode: Number(exitCode), output: stdout.subarray(start, stop), complaint: complaintIn(stderr, nonce) };
}

/** Whether a script with this nonce began to run. */
export function hasBegun(stdout: Buffer, nonce: string): boolean {
  return endOf(stdout, marksOf(nonce).begin) !== null;
}

/** A few lines of text from outside, safe to show. */
export function fewLines(text: string): SafeText {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return visible(lines.slice(0, COMPLAINT_LINES).join('; ').slice(0, COMPLAINT_CHARACTERS).trim());
}

function complaintIn(stderr: Buffer, nonce: string): SafeText {
  const { begin, end } = marksOf(nonce);
  const start = endOf(stderr, begin);
  if (start === null) return visible('');
  const stop = stderr.lastIndexOf(`\n${end}`);
  return fewLines(stderr.toString('utf8', start, stop < start ? stderr.length : stop));
}

/** Where the line behind this one starts. */
function endOf(bytes: Buffer, line: string): number | null {
  const at = bytes.indexOf(`${line}\n`);
  return at < 0 ? null : at + line.length + 1;
}
