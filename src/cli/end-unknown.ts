import { OutputError } from '../ports/terminal.ts';
import { pluginFailure } from '../present/plugin-result.ts';
import { visible } from '../text/safe-text.ts';
import type { ExitCode } from './exit-code.ts';
import type { Report } from './report.ts';
import type { Shell } from './shell.ts';

/** A monitoring plugin says on standard output why it can't tell; where nothing can be written there, its exit code says so still. */
export async function endUnknown({ lines }: Report, { stdout, stderr }: Shell): Promise<ExitCode> {
  const why = lines.map((line) => line.trim().replace(/^duptop: /, '')).join('; ');
  const { lines: told, exitCode } = pluginFailure(visible(why || 'it was broken off'));
  try {
    await stdout.write(`${told.join('\n')}\n`);
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    await stderr.write(`duptop: ${error.message}\n`);
  }
  return exitCode;
}
