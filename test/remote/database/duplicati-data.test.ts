import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DatabaseOperation } from '../../../src/domain/database/operation.ts';
import { paint } from '../../../src/present/ansi.ts';
import { stateLines } from '../../../src/present/database/state-lines.ts';
import { readDatabase } from '../../../src/remote/database/read-state.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { lackOf } from '../../support/real-parts.ts';
import { scriptShell } from './support/script-shell.ts';

const DATA = process.env.DUPLICATI_DATA ?? '';
const lack =
  DATA === '' || !existsSync(DATA) ? 'DUPLICATI_DATA names no folder with real databases' : lackOf('sqlite3');

/** What the last run of each case was, and a sentence that must be told of it. */
const CASES: Readonly<Record<string, { last: string; told: readonly (string | RegExp)[]; versions: number }>> = {
  '01-first-backup': { last: 'success', told: ['80 added of 80 files', 'uploaded 2.06 MB in 7 files'], versions: 1 },
  '02-unchanged-exit1': {
    last: 'unchanged',
    told: ['nothing was uploaded', 'nothing changed of 80 files'],
    versions: 1,
  },
  '03-daily-49-runs': { last: 'success', told: ['53 changed of 85 files', 'uploaded 437.7 KB'], versions: 9 },
  '06-unknown-option-warning': { last: 'warnings', told: ['--no-such-option', '--asynchronous-upload'], versions: 11 },
  '07-unreadable-file-exit2': {
    last: 'warnings',
    told: ['Failed to process path: /tmp/rd-nobody/src/unreadable.txt', '(4 times)'],
    versions: 1,
  },
  '08b-dest-became-unwritable': {
    last: 'unfinished',
    told: ['no result: it failed, or was cut off', '2 uploading', '1 begun and not finished'],
    versions: 1,
  },
  '08c-after-fail-recovers': { last: 'warnings', told: ['1 changed of 41 files'], versions: 2 },
  '09a-wrong-passphrase': { last: 'unfinished', told: ['no result: it failed, or was cut off'], versions: 11 },
  '11-corrupt-remote-verify': {
    last: 'errors',
    told: [
      'finished with errors after 41s',
      '1 of 3 files checked at the destination is damaged',
      'Hash mismatch',
      '4 retries',
    ],
    versions: 12,
  },
  '13-dry-run': { last: 'unchanged', told: ['a dry run: nothing was kept', '85 added of 85 files'], versions: 0 },
  '30a-kill9-group': {
    last: 'unfinished',
    told: ['2 temporary', '3 uploading (14.91 MB)', '1 begun and not finished'],
    versions: 1,
  },
  '32-hot-journal': { last: 'success', told: ['a run was cut off while it wrote', 'may be torn'], versions: 1 },
  '52-test': {
    last: 'success',
    told: ['checked 6 files', 'Restore', 'restored 85 files', /List +of this kind/],
    versions: 10,
  },
  '2.0.8.1/01-first-backup': {
    last: 'success',
    told: ['85 added of 85 files', 'uploaded 10.21 MB in 23'],
    versions: 1,
  },
  '2.0.8.1/07-unreadable-file-exit2': { last: 'warnings', told: ['unreadable.txt" is denied'], versions: 1 },
  '2.0.8.1/08b-dest-became-unwritable': {
    last: 'failed',
    told: ['failed after 1s', 'Access to the path "/tmp/rd-nobody8/dest/duplicati-b4d2c6e'],
    versions: 1,
  },
};
/** What duplicati-cli ended with where the database tells the same; nothing tells failed and killed apart. */
const EXIT_CODES: Readonly<Record<string, readonly string[]>> = {
  success: ['0', ''],
  unchanged: ['1'],
  warnings: ['2'],
  errors: ['3'],
  failed: ['100'],
  unfinished: ['100', '137'],
};

describeUnless(lack, 'databases that Duplicati itself has made', () => {
  it.each(Object.keys(CASES))('%s: tells what happened in the last run', async (name) => {
    const expected = CASES[name];
    const folder = join(DATA, name);
    const { state } = await readDatabase(
      { shell: scriptShell(), file: join(folder, 'db.sqlite') },
      { count: 10, now: Date.now() },
    );
    const last = state.operations?.at(-1);
    expect(outcomeOf(last)).toBe(expected?.last);
    const exit = join(folder, 'exit.txt');
    const exitCode = existsSync(exit) ? readFileSync(exit, 'utf8').trim() : '';
    expect(EXIT_CODES[outcomeOf(last)]).toContain(exitCode);
    expect(state.versions.count).toBe(expected?.versions);
    expect(state.unread).toEqual([]);
    const text = stateLines(state, null, { now: state.now, ascii: false, width: null })
      .map((line) => paint(line, { color: false }))
      .join('\n');
    for (const words of expected?.told ?? []) expect(text).toMatch(words);
    agreesWithConsole(last, readFileSync(join(folder, 'stdout.txt'), 'utf8'));
  });

  it.each(['v2.0.5.1', 'v2.0.8.1', 'v2.1.0.5_stable', 'v2.2.0.1_stable', 'v2.3.0.4_stable', 'master'])(
    'a fresh one of %s has nothing to tell, and that is no fault',
    async (version) => {
      const file = join(DATA, 'empty', `empty-${version}.sqlite`);
      const { state } = await readDatabase({ shell: scriptShell(), file }, { count: 10, now: Date.now() });
      expect(state).toMatchObject({ operations: [], remote: [], volumes: [], unread: [], schemaIsNew: false });
    },
  );
});

function outcomeOf(operation: DatabaseOperation | undefined): string {
  const state = operation?.state;
  return state?.kind === 'ended' ? state.outcome : (state?.kind ?? 'none');
}

/** The counts that duplicati-cli printed at the end of a run are those that its Result has. */
function agreesWithConsole(operation: DatabaseOperation | undefined, stdout: string): void {
  const result = operation?.state.kind === 'ended' ? operation.state.result : null;
  const printed = (label: string) => /^\d+$/.exec(new RegExp(`${label}: (\\d+)$`, 'm').exec(stdout)?.[1] ?? '')?.[0];
  if (result === null || result.mainOperation !== 'Backup' || printed('Files added') === undefined) return;
  expect(String(result.added)).toBe(printed('Files added'));
  expect(String(result.modified)).toBe(printed('Files changed'));
  expect(String(result.deleted)).toBe(printed('Files deleted'));
  const files = printed('Remote files');
  if (files !== undefined) expect(String(result.backend?.remoteFiles)).toBe(files);
}
