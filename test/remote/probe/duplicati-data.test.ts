import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { complaintKind } from '../../../src/domain/chain/complaint-kind.ts';
import { jobOnHost } from '../../../src/domain/chain/job-on-host.ts';
import { lastWords } from '../../../src/domain/chain/last-words.ts';
import { readDatabase } from '../../../src/remote/database/read-state.ts';
import { aHost, PATH } from '../../domain/chain/support/facts.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { lackOf } from '../../support/real-parts.ts';
import { scriptShell } from '../database/support/script-shell.ts';

const DATA = process.env.DUPLICATI_DATA ?? '';
const lack =
  DATA === '' || !existsSync(DATA) ? 'DUPLICATI_DATA names no folder with real databases' : lackOf('sqlite3');

describeUnless(lack, 'the database of a real run', () => {
  const wordsOf = async (name: string) => {
    const file = join(DATA, name, 'db.sqlite');
    const { state } = await readDatabase({ shell: scriptShell(), file }, { count: 5, now: Date.now() });
    const database = {
      file,
      path: PATH,
      size: 1,
      modifiedAt: 1,
      holders: [],
      content: { kind: 'read', state } as const,
    };
    return lastWords(
      jobOnHost(aHost({ databases: [database] }), { host: 'influx01', path: PATH, pathExact: true, metric: null }),
    );
  };

  it('whose destination could not be written to any more tells so', async () => {
    const words = await wordsOf('2.0.8.1/08b-dest-became-unwritable');
    expect(words?.lines.map(complaintKind)).toContain('destination');
  });

  it.each(['01-first-backup', '02-unchanged-exit1', '2.0.8.1/01-first-backup', '2.0.8.1/07-unreadable-file-exit2'])(
    'that was good has no last words: %s',
    async (name) => {
      expect(await wordsOf(name)).toBeNull();
    },
  );
});
