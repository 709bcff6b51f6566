import type { Processes, ProcessRequest } from '../ports/processes.ts';
import { reasonOf } from './limit.ts';

/** Of standard error: complaints are short, and what is longer is drained all the same. */
const STDERR_BYTES = 64 * 1024;

export interface ProcessOutput {
  readonly exitCode: number;
  readonly stdout: Buffer;
  /** The beginning of it. */
  readonly stderr: Buffer;
  /** Why it was killed, where it was. */
  readonly stopped: 'timeout' | 'aborted' | 'too-large' | null;
}

/** Runs a program to its end and keeps what it prints. It is killed when the signal says so, or when it prints more than `maxBytes`. */
export async function processOutput(
  request: ProcessRequest,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal },
  processes: Processes,
): Promise<ProcessOutput> {
  const child = await processes.start(request);
  let stopped: ProcessOutput['stopped'] = null;
  const stop = (why: NonNullable<ProcessOutput['stopped']>) => {
    stopped ??= why;
    child.kill();
  };
  const giveUp = () => stop(reasonOf(signal));
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    const [exitCode, stdout, stderr] = await Promise.all([
      child.ended,
      beginningOf(child.stdout, maxBytes, () => stop('too-large')),
      beginningOf(child.stderr, STDERR_BYTES, () => {}),
    ]);
    return { exitCode, stdout, stderr, stopped };
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

async function beginningOf(bytes: AsyncIterable<Uint8Array>, maxBytes: number, tooLarge: () => void): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    if (size + chunk.length > maxBytes) tooLarge();
    if (size < maxBytes) kept.push(chunk.subarray(0, maxBytes - size));
    size += chunk.length;
  }
  return Buffer.concat(kept);
}
