import type { DatabaseContent, HostDatabase } from '../../domain/chain/host-facts.ts';
import type { EpochMs } from '../../domain/time.ts';
import { visible } from '../../text/safe-text.ts';
import { readAnswer } from '../database/answer.ts';
import { DatabaseError } from '../database/database-error.ts';
import { readList } from '../database/list-databases.ts';
import { databaseFrom } from '../database/read-state.ts';
import { readRecords } from '../records.ts';
import { holdersIn } from './read-runs.ts';
import { groupsOf, type Section } from './sections.ts';

const DAMAGED = new Set(['damaged', 'not-a-database', 'folder', 'no-file']);

/** The databases of a host, each with what it says; `selects` is the number of SELECTs that each was asked. */
export function readDatabases(
  sections: readonly Section[],
  selects: number,
  now: EpochMs,
): { readonly databases: readonly HostDatabase[]; readonly denied: readonly string[] } {
  const list = sections.find(({ name }) => name === 'databases');
  if (list === undefined) return { databases: [], denied: [] };
  const { databases, denied } = readList(list.bytes);
  const asked = new Map<string, Pick<HostDatabase, 'holders' | 'content'>>();
  for (const [at, { name, bytes }] of sections.entries()) {
    const query = sections[at + 1];
    const [database] = name === 'database' ? groupsOf(readRecords(bytes), 'database') : [];
    if (database === undefined || query?.name !== 'query') continue;
    const holders = holdersIn(database, 'database-holder');
    asked.set(database.value, { holders, content: contentOf(database.value, query.bytes, selects, now) });
  }
  return {
    denied,
    databases: databases.map(({ file, path, size, modifiedAt }) => ({
      file,
      path,
      size,
      modifiedAt,
      ...(asked.get(file) ?? { holders: [], content: { kind: 'not-asked' } }),
    })),
  };
}

function contentOf(file: string, output: Uint8Array, selects: number, now: EpochMs): DatabaseContent {
  try {
    const answer = readAnswer(file, output, visible(''), selects);
    return { kind: 'read', state: databaseFrom(file, answer, now).state };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const why = error.kind === 'locked' ? 'locked' : DAMAGED.has(error.kind) ? 'damaged' : 'other';
    return { kind: 'failed', why, message: visible(error.message), hint: error.hint };
  }
}
