import { narrowTo } from '../../present/narrow.ts';
import { type PluginResult, pluginFailure, pluginResult } from '../../present/plugin-result.ts';
import { visible } from '../../text/safe-text.ts';
import { filterOf, matchingRows } from '../filter.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { readSnapshot } from '../read-snapshot.ts';
import { reportOf } from '../report.ts';
import type { Shell } from '../shell.ts';

/** Prints the plugin's output and gives its exit code; whatever goes wrong is UNKNOWN. */
export async function runCheck(words: readonly string[], flags: GlobalFlags, shell: Shell): Promise<number> {
  const result = await judged(words, flags, shell);
  await shell.stdout.write(`${result.lines.join('\n')}\n`);
  return result.exitCode;
}

async function judged(words: readonly string[], flags: GlobalFlags, shell: Shell): Promise<PluginResult> {
  try {
    const filter = filterOf(words);
    const { snapshot } = await readSnapshot(flags, shell);
    return pluginResult(narrowTo(snapshot, matchingRows(snapshot, filter)), { filtered: words.length > 0 });
  } catch (error) {
    const { lines } = reportOf(error, { verbose: flags.verbose ?? false, interrupted: false });
    return pluginFailure(visible(lines.map((line) => line.trim().replace(/^duptop: /, '')).join('; ')));
  }
}
