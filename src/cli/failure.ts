import type { SafeText } from '../text/safe-text.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** A command that can't do what was asked: what was wrong, what to do about it, and how to end. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: ExitCode;
  /** More lines to the message. */
  readonly details: readonly SafeText[];
  readonly hint: SafeText | null;
  constructor(exitCode: ExitCode, message: SafeText, hint: SafeText | null = null, details: readonly SafeText[] = []) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
    this.details = details;
  }
}

export function wrongUse(message: SafeText, hint: SafeText | null = null): Failure {
  return new Failure(EXIT.wrongUse, message, hint);
}
