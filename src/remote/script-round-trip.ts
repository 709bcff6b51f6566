import type { Processes, ProcessRequest } from '../ports/processes.ts';
import { say } from '../text/safe-text.ts';
import type { Script, ScriptAnswer, ScriptOptions } from './host-shell.ts';
import { type ProcessOutput, processOutput } from './process-output.ts';
import { RemoteError } from './remote-error.ts';
import { scriptAnswer } from './script-answer.ts';
import { scriptText } from './script-text.ts';

/** For what login shells print around a script's own output. */
const NOISE_BYTES = 256 * 1024;

/** A program that hands its standard input to a `/bin/sh -s` somewhere. */
export type ShellCommand = Omit<ProcessRequest, 'input'>;

export interface RoundTrip {
  /** `null`: it did not run to its end, and `output` may say why. */
  readonly answer: ScriptAnswer | null;
  readonly output: ProcessOutput;
}

/** One script on its way. */
export interface Sending {
  readonly host: string;
  readonly script: Script;
  readonly options: ScriptOptions;
  /** Letters and digits that nobody can guess. */
  readonly nonce: string;
  /** Ends it, for one of the reasons of a limit. */
  readonly signal: AbortSignal;
}

/**
 * Sends a script and reads its answer.
 * @throws RemoteError when the time is up, nobody wants the answer any more, it is too large, or a word can't be sent
 * @throws ProcessError where the program can't be started
 */
export async function roundTrip(
  command: ShellCommand,
  { host, script, options, nonce, signal }: Sending,
  processes: Processes,
): Promise<RoundTrip> {
  const text = sendable(host, script, options, nonce);
  const output = await processOutput(
    { ...command, input: { text } },
    { maxBytes: options.maxBytes + NOISE_BYTES, signal },
    processes,
  );
  const answer = scriptAnswer(output.stdout, output.stderr, nonce);
  const { stopped } = output;
  if (answer === null && (stopped === 'timeout' || stopped === 'aborted')) throw givenUp(stopped, host, options);
  if (stopped === 'too-large' || (answer !== null && answer.output.length > options.maxBytes))
    throw new RemoteError('too-large', host, say`${host}: ${options.what} gave more than ${options.maxBytes} bytes`);
  return { answer, output };
}

function sendable(host: string, script: Script, { what }: ScriptOptions, nonce: string): string {
  try {
    return scriptText(script, nonce);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RemoteError('other', host, say`${host}: ${what} can't be asked for: ${error.message}`);
  }
}

/** The error for work that came to no end. */
export function givenUp(
  why: 'timeout' | 'aborted',
  host: string,
  { what, deadlineMs }: Pick<ScriptOptions, 'what' | 'deadlineMs'>,
): RemoteError {
  if (why === 'aborted') return new RemoteError('aborted', host, say`${host}: ${what} was given up`);
  return new RemoteError('timeout', host, say`${host}: ${what} took longer than ${deadlineMs / 1000} s`);
}
