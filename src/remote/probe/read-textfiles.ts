import type { ExporterProcess, Textfile, TextfileFolder } from '../../domain/chain/host-facts.ts';
import type { ScriptRecord } from '../records.ts';
import { momentOf } from './read-numbers.ts';
import { processIn } from './read-runs.ts';
import { groupsOf, type RecordGroup } from './sections.ts';

const FACTS = /^(\d{1,15}) (\d{1,12}) ([0-7]{1,4})$/;
const KINDS = {
  folder: 'folder',
  other: 'no-regular-file',
  dangling: 'dangling-link',
  denied: 'denied',
  large: 'too-large',
  foreign: 'foreign',
} as const satisfies Readonly<Record<string, Textfile['content']>>;
const FOLDER_FLAG = /^--?collector\.textfile\.directory=(.*)$/s;
const LISTEN_FLAG = /^--?web\.listen-address=(.*)$/s;

export function readTextfileFolders(records: readonly ScriptRecord[], output: Uint8Array): readonly TextfileFolder[] {
  const contents = contentsIn(output);
  let at = 0;
  return groupsOf(records, 'textfiles').map((group) => ({
    folder: group.value,
    state: group.has('textfiles-missing') ? 'missing' : group.has('textfiles-denied') ? 'denied' : 'read',
    files: group.groups('textfile').map((file): Textfile => {
      const [, , seconds, mode] = FACTS.exec(file.text('textfile-facts') ?? '') ?? [];
      const content = file.has('textfile-content') ? (contents[at++] ?? new Uint8Array()) : kindOf(file);
      return {
        name: file.value,
        modifiedAt: momentOf(seconds),
        mode: mode === undefined ? null : Number.parseInt(mode, 8),
        content,
      };
    }),
  }));
}

function kindOf(file: RecordGroup): Textfile['content'] {
  return KINDS[file.text('textfile-kind') as keyof typeof KINDS] ?? 'denied';
}

/** As bytes: what is no UTF-8 is what matters. */
function contentsIn(output: Uint8Array): readonly Uint8Array[] {
  const lines = new TextDecoder().decode(output).split('\n');
  return lines.flatMap((line) => {
    if (!line.startsWith('textfile-content:')) return [];
    return [Uint8Array.from(binary(line.slice('textfile-content:'.length)), (character) => character.charCodeAt(0))];
  });
}

function binary(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}

export function readExporters(records: readonly ScriptRecord[]): readonly ExporterProcess[] {
  return groupsOf(records, 'exporter').flatMap((group) => {
    const seen = processIn(group, 'exporter');
    if (seen === null) return [];
    const here = group.text('exporter-here');
    const flags = group.all('exporter-flag');
    const named = (name: string) => flags.some((flag) => flag.replace(/^--?/, '') === name);
    const valuesOf = (pattern: RegExp) => flags.flatMap((flag) => pattern.exec(flag)?.[1] ?? []);
    return [
      {
        ...seen,
        program: group.text('exporter-program') ?? '',
        sameFiles: here === null ? null : here === 'yes',
        listens: valuesOf(LISTEN_FLAG),
        folder: valuesOf(FOLDER_FLAG).at(-1) ?? null,
        collectorOff:
          named('no-collector.textfile') || (named('collector.disable-defaults') && !named('collector.textfile')),
      },
    ];
  });
}
