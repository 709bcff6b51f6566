import { decodeDbPath } from '../../domain/db-path.ts';
import { say } from '../../text/safe-text.ts';
import type { HostShell } from '../host-shell.ts';
import { readRecords } from '../records.ts';
import { LOCATE_SCRIPT } from './locate-script.ts';
import type { DatabaseList, ListedDatabase } from './located.ts';

const DEADLINE_MS = 20_000;
const MAX_BYTES = 4 * 1024 * 1024;
/** Where both wrappers have them. */
const USUAL_FOLDER = '/var';

/** The databases on a host, with the paths that their names tell. @throws RemoteError */
export async function listDatabases(
  shell: HostShell,
  {
    folders = [USUAL_FOLDER],
    signal,
  }: { readonly folders?: readonly string[]; readonly signal?: AbortSignal | undefined } = {},
): Promise<DatabaseList> {
  const { output } = await shell.run(
    { body: LOCATE_SCRIPT, words: folders },
    { what: say`the databases in ${folders.join(', ')}`, deadlineMs: DEADLINE_MS, maxBytes: MAX_BYTES, signal },
  );
  return readList(output);
}

/** Reads what the script printed: of each database its records follow that of its file. */
export function readList(output: Uint8Array): DatabaseList {
  const databases: { -readonly [Field in keyof ListedDatabase]: ListedDatabase[Field] }[] = [];
  const told: Record<'folder' | 'denied' | 'log-folder' | 'more', string[]> = {
    folder: [],
    denied: [],
    'log-folder': [],
    more: [],
  };
  for (const { name, value } of readRecords(output)) {
    const last = databases.at(-1);
    if (name === 'file') {
      const path = decodeDbPath(value)?.path ?? null;
      databases.push({ file: value, size: null, modifiedAt: null, beside: [], path });
    } else if (name === 'facts' && last) {
      const [, size, seconds] = /^(\d{1,15}) (\d{1,12})$/.exec(value) ?? [];
      last.size = size === undefined ? null : Number(size);
      last.modifiedAt = seconds === undefined ? null : Number(seconds) * 1000;
    } else if (name === 'beside' && last) last.beside = [...last.beside, value];
    else if (name in told) told[name as keyof typeof told].push(value);
  }
  return {
    databases,
    folders: told.folder,
    denied: told.denied,
    logFolders: told['log-folder'],
    more: told.more.length > 0,
  };
}
