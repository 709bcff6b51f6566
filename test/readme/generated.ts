import { sampleFile } from '../../src/config/sample-file.ts';
import { examplesOf, shownCommands } from '../../src/package/help-notes.ts';
import { COLUMNS } from '../../src/present/columns/registry.ts';
import { FILTER_KEYS } from '../../src/present/filter/keys.ts';
import { GROUPS } from '../../src/tui/keys/binding.ts';
import { BINDINGS } from '../../src/tui/keys/bindings-at.ts';
import { keyLabel } from '../../src/tui/keys/key-label.ts';
import { commandTree } from '../support/command-tree.ts';

/** Parts of the README that are made from the code, by the name between the marks `<!-- NAME -->` and `<!-- /NAME -->`. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  examples: () => `\`\`\`sh\n${shownCommands(commandTree()).flatMap(examplesOf).join('\n')}\n\`\`\``,
  keys: () =>
    table(
      ['key', 'where', 'what it does'],
      GROUPS.flatMap((group) =>
        BINDINGS.filter((binding) => binding.group === group).map(({ keys, places, description }) => [
          keys.map((key) => `\`${keyLabel(key, false)}\``).join(' '),
          places === 'every' ? 'everywhere' : [...new Set(places.map(placeText))].join(', '),
          description,
        ]),
      ),
    ),
  filters: () =>
    table(
      ['term', 'matches'],
      FILTER_KEYS.map(({ example, description }) => [`\`${example}\``, description]),
    ),
  fields: () =>
    table(
      ['field', 'what it is'],
      COLUMNS.map(({ id, description }) => [`\`${id}\``, description]),
    ),
  config: () => `\`\`\`yaml\n${sampleFile({ prometheus: [], exporters: [], httpConfig: null })}\`\`\``,
};

/** `fleet:filter` → `fleet (filter)`. */
function placeText(place: string): string {
  const [screen, mode] = place.split(':');
  return mode === undefined ? `${screen}` : `${screen} (${mode})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
