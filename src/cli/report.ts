import { CommanderError } from 'commander';
import { ConfigErrors } from '../config/config-error.ts';
import { DatabaseError } from '../remote/database/database-error.ts';
import { RemoteError } from '../remote/remote-error.ts';
import { SourceError } from '../sources/source-error.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { Failure } from './failure.ts';

/** How a command that threw ends: the one place where errors become exit codes and text. */
export interface Report {
  readonly exitCode: ExitCode;
  /** For standard error, a line each; empty where everything has been said. */
  readonly lines: readonly SafeText[];
}

export function reportOf(error: unknown, { verbose, interrupted }: { verbose: boolean; interrupted: boolean }): Report {
  if (interrupted) return { exitCode: EXIT.interrupted, lines: [] };
  // Commander has written its own message, or the help.
  if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? EXIT.done : EXIT.wrongUse, lines: [] };
  if (error instanceof Failure) {
    const [message, ...more] = [error.message, ...error.details];
    return {
      exitCode: error.exitCode,
      lines: [say`duptop: ${message}`, ...[...more, ...hintLine(error.hint)].map((line) => say`  ${line}`)],
    };
  }
  if (error instanceof ConfigErrors) {
    return { exitCode: EXIT.wrongUse, lines: error.errors.flatMap(({ message, hint }) => withHint(message, hint)) };
  }
  if (error instanceof RemoteError || error instanceof DatabaseError)
    return { exitCode: EXIT.nothingKnown, lines: withHint(error.message, error.hint) };
  if (error instanceof SourceError) return { exitCode: EXIT.nothingKnown, lines: withHint(error.message, error.hint) };
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return {
    exitCode: EXIT.defect,
    lines: verbose
      ? (stack ?? message).split('\n').map(visible)
      : [say`a defect in duptop: ${message}`, say`  -v shows where; please report it`],
  };
}

function withHint(message: string, hint: string | null): readonly SafeText[] {
  return [say`duptop: ${message}`, ...hintLine(hint).map((line) => say`  ${line}`)];
}

function hintLine(hint: string | null): readonly string[] {
  return hint === null ? [] : [hint];
}
