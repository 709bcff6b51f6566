import { EXIT, type ExitCode } from './exit-code.ts';
import { createProgram } from './program.ts';
import { reportOf } from './report.ts';
import type { Shell } from './shell.ts';

/** Runs the command that the arguments name and gives the exit code; whatever it throws has been told on standard error. */
export async function runCli(args: readonly string[], shell: Shell): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = createProgram(shell, (own) => {
    exitCode = own;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    const report = reportOf(error, {
      verbose: program.opts<{ verbose?: boolean }>().verbose ?? false,
      interrupted: shell.signal.aborted,
    });
    if (report.lines.length > 0) await shell.stderr.write(`${report.lines.join('\n')}\n`);
    return report.exitCode;
  } finally {
    shell.progress.end();
  }
}
