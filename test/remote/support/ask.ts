import type { HostShell, ScriptOptions } from '../../../src/remote/host-shell.ts';
import { say } from '../../../src/text/safe-text.ts';

/** Runs a script and gives its answer as text. */
export async function ask(
  shell: HostShell,
  body: string,
  words: readonly string[] = [],
  options: Partial<ScriptOptions> = {},
): Promise<{ readonly exitCode: number; readonly output: string; readonly complaint: string }> {
  const answer = await shell.run(
    { body, words },
    { what: say`a test`, deadlineMs: 30_000, maxBytes: 1_000_000, ...options },
  );
  return { ...answer, output: Buffer.from(answer.output).toString('utf8') };
}
