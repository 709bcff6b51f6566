import { narrowTo } from '../../present/narrow.ts';
import { pluginResult } from '../../present/plugin-result.ts';
import { filterOf, matchingRows } from '../filter.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { readSnapshot } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';

/** Prints the plugin's output and gives its exit code. @throws whatever makes it UNKNOWN */
export async function runCheck(words: readonly string[], flags: GlobalFlags, shell: Shell): Promise<number> {
  const filter = filterOf(words);
  const { snapshot } = await readSnapshot(flags, shell);
  const narrowed = narrowTo(snapshot, matchingRows(snapshot, filter));
  const { lines, exitCode } = pluginResult(narrowed, { filtered: words.length > 0 });
  await shell.stdout.write(`${lines.join('\n')}\n`);
  return exitCode;
}
