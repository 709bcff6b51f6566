import { CommanderError } from 'commander';
import { ConfigErrors } from '../config/config-error.ts';
import { OutputError } from '../ports/terminal.ts';
import { DatabaseError } from '../remote/database/database-error.ts';
import { RemoteError } from '../remote/remote-error.ts';
import { SourceError } from '../sources/source-error.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import { parserMessage } from './parser-message.ts';

/** How a command that threw ends: the one place where errors become exit codes and text. */
export interface Report {
  readonly exitCode: ExitCode;
  /** For standard error, a line each; empty where everything has been said. */
  readonly lines: readonly SafeText[];
}

export interface Ending {
  readonly verbose: boolean;
  /** What to end with where the command was broken off. */
  readonly interrupted: ExitCode | null;
}

export function reportOf(error: unknown, { verbose, interrupted }: Ending): Report {
  if (interrupted !== null) return { exitCode: interrupted, lines: [] };
  if (error instanceof CommanderError) return parserReport(error);
  if (error instanceof OutputError) return { exitCode: EXIT.outputLost, lines: [say`duptop: ${error.message}`] };
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

function parserReport(error: CommanderError): Report {
  const [message, ...more] = parserMessage(error) ?? [];
  return {
    exitCode: error.exitCode === 0 ? EXIT.done : EXIT.wrongUse,
    lines: message === undefined ? [] : [say`duptop: ${message}`, ...more],
  };
}

function withHint(message: string, hint: string | null): readonly SafeText[] {
  return [say`duptop: ${message}`, ...hintLine(hint).map((line) => say`  ${line}`)];
}

function hintLine(hint: string | null): readonly string[] {
  return hint === null ? [] : [hint];
}
