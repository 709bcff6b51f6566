import { configAsJson, describeConfig } from '../../config/show.ts';
import { jsonText } from '../../present/document/json-text.ts';
import { segment } from '../../present/tone.ts';
import { pad } from '../../text/fit.ts';
import { say, visible } from '../../text/safe-text.ts';
import { displayWidth } from '../../text/width.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { configFor } from '../read-snapshot.ts';
import type { Shell } from '../shell.ts';
import { painted, styleFor } from '../style.ts';

export interface ConfigFlags extends GlobalFlags {
  readonly json?: boolean;
}

export async function runConfig(flags: ConfigFlags, shell: Shell): Promise<void> {
  const config = await configFor(flags, shell);
  if (flags.json) return shell.stdout.write(`${jsonText(configAsJson(config))}\n`);
  const style = styleFor(config, shell.stdout);
  const settings = describeConfig(config);
  const width = (of: 'key' | 'value') => Math.max(0, ...settings.map((setting) => displayWidth(setting[of])));
  const [keyWidth, valueWidth] = [width('key'), width('value')];
  const file = config.file === null ? say`no configuration file was found` : say`configuration file: ${config.file}`;
  await shell.stdout.write(painted([segment(file, 'muted')], style));
  for (const { key, value, origin } of settings) {
    const line = [
      segment(visible(`${pad(key, keyWidth, 'left')}  `)),
      segment(visible(`${pad(value, valueWidth, 'left')}  `), 'strong'),
      segment(origin, 'muted'),
    ];
    await shell.stdout.write(painted(line, style));
  }
}
