import { EXIT, type ExitCode } from './exit-code.ts';
import { interruptedCode } from './interruption.ts';
import { namedCommand } from './named-command.ts';
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
      interrupted: interruptedCode(shell.signal),
    });
    if (report.exitCode !== EXIT.done && namedCommand(program, args) === 'check') {
      const { endUnknown } = await import('./end-unknown.ts');
      return await endUnknown(report, shell);
    }
    if (report.lines.length > 0) await shell.stderr.write(`${report.lines.join('\n')}\n`);
    return report.exitCode;
  } finally {
    shell.progress.end();
  }
}
