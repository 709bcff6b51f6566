import { EXIT, type ExitCode } from './exit-code.ts';

/** Why the shell's signal is aborted: the process was told to end. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly by: 'SIGINT' | 'SIGTERM';
  constructor(by: 'SIGINT' | 'SIGTERM') {
    super(`ended by ${by}`);
    this.by = by;
  }
}

/** What a command ends with that was broken off; `null` as long as nobody has. */
export function interruptedCode({ aborted, reason }: AbortSignal): ExitCode | null {
  if (!aborted) return null;
  return reason instanceof Interruption && reason.by === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
}
