import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dbPathOf, decodeDbPath } from '../../../src/domain/db-path.ts';
import { betterMetric, classicMetric } from '../../../src/domain/metric-name.ts';
import { listDatabases } from '../../../src/remote/database/list-databases.ts';
import type { DatabaseList } from '../../../src/remote/database/located.ts';
import { matchDatabase } from '../../../src/remote/database/match-database.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { scriptShell } from './support/script-shell.ts';

const LONG = '/srv/a/path/of/more/than/forty-seven/bytes/wraps/in/base32';
const HASHED = `/srv/${'very-long/'.repeat(30)}`;

describe('listDatabases', () => {
  let folder: TempFolder;
  beforeAll(() => {
    folder = tempFolder('databases');
  });
  afterAll(() => folder.remove());

  it('finds every database with its exact name, and what its name tells', async () => {
    const inside = join(folder.path, 'var of\nthe host');
    mkdirSync(inside);
    const names = [
      basename(dbPathOf('/srv/plain', 'classic')),
      basename(dbPathOf(LONG, 'classic')),
      basename(dbPathOf(LONG, 'better')),
      basename(dbPathOf(HASHED, 'better')),
      'duplicati_NOTBASE32.sqlite',
    ];
    for (const name of names) writeFileSync(join(inside, name), 'x'.repeat(10));
    for (const name of ['backup duplicati_F5ZXE5RPNV4S2ZDBORQQU___ 20260101000000.sqlite', 'other.sqlite'])
      writeFileSync(join(inside, name), '');
    writeFileSync(join(inside, `${names[0]}-journal`), '');
    utimesSync(join(inside, names[0] ?? ''), 1_000, 1_000);
    const list = await listDatabases(scriptShell(), { folders: [inside, join(folder.path, 'nowhere')] });
    expect(list.folders).toEqual([inside]);
    const found = new Map(list.databases.map((each) => [basename(each.file), each]));
    expect([...found.keys()].sort()).toEqual([...names].sort());
    expect(found.get(names[0] ?? '')).toEqual({
      file: join(inside, names[0] ?? ''),
      size: 10,
      modifiedAt: 1_000_000,
      beside: ['journal'],
      path: '/srv/plain',
    });
    expect(names[1]).toContain('\n');
    expect(found.get(names[1] ?? '')?.path).toBe(LONG);
    expect(found.get(names[2] ?? '')?.path).toBe(LONG);
    expect(found.get(names[3] ?? '')?.path).toBeNull();
    expect(found.get('duplicati_NOTBASE32.sqlite')?.path).toBeNull();
  });

  it('lists nothing where there is nothing', async () => {
    expect(await listDatabases(scriptShell(), { folders: [join(folder.path, 'nowhere')] })).toMatchObject({
      databases: [],
      folders: [],
      denied: [],
    });
  });
});

const path = fc
  .array(fc.string({ unit: fc.constantFrom(...'ab_-. é/'), minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => `/${parts.join('/')}`.replace(/ +/g, ' ').trim());

describe('matchDatabase', () => {
  const listOf = (...files: readonly string[]): DatabaseList => ({
    databases: files.map((file, at) => ({ file, size: 1, modifiedAt: at * 1000, beside: [], path: decoded(file) })),
    folders: ['/var'],
    denied: [],
    logFolders: [],
    more: false,
  });
  const wanted = { host: 'web01', metric: null, pathExact: true };

  it('finds the database of an exact path by the name that either wrapper gives it', () => {
    fc.assert(
      fc.property(path, path, fc.constantFrom('classic', 'better'), (own, other, edition) => {
        fc.pre(own !== other);
        const file = dbPathOf(own, edition);
        const match = matchDatabase(listOf(dbPathOf(other, 'classic'), file), { ...wanted, path: own });
        expect(match).toMatchObject({ kind: 'one', path: own, database: { file } });
      }),
    );
  });

  it('finds the hashed name of a very long path', () => {
    const file = dbPathOf(HASHED, 'better');
    expect(matchDatabase(listOf(file), { ...wanted, path: HASHED })).toMatchObject({ kind: 'one', database: { file } });
  });

  it('finds the database of a guessed path by its metric, and with it the exact path', () => {
    fc.assert(
      fc.property(path, fc.boolean(), (own, classic) => {
        const metric = classic ? classicMetric('web01', own) : betterMetric('web01', own);
        const guess = { host: 'web01', path: '/a/guess', pathExact: false, metric };
        const match = matchDatabase(listOf(dbPathOf('/quite/another', 'classic'), dbPathOf(own, 'classic')), guess);
        expect(match).toMatchObject({ kind: 'one', path: own });
      }),
    );
  });

  it('takes a rule’s spelling without the trailing underscore for the job with one', () => {
    const guess = { ...wanted, path: '/srv/data', pathExact: false, metric: classicMetric('web01', '/srv/data') };
    expect(matchDatabase(listOf(dbPathOf('/srv/data/')), guess)).toMatchObject({ kind: 'one', path: '/srv/data/' });
  });

  it('names all where several paths have the metric', () => {
    const guess = { ...wanted, path: '/srv/a/b', pathExact: false, metric: classicMetric('web01', '/srv/a_b') };
    const [one, other] = [dbPathOf('/srv/a_b'), dbPathOf('/srv/a_b/')];
    // The guess itself is none of them: it would be the one that is meant.
    expect(matchDatabase(listOf(one, other), guess)).toMatchObject({ kind: 'one', path: '/srv/a_b' });
    const both = { ...guess, path: '/srv/a/b' };
    expect(matchDatabase(listOf(one, dbPathOf('/srv_a_b')), both)).toMatchObject({ kind: 'several' });
  });

  it('says none where there is none, and does not take another path for an exact one', () => {
    expect(matchDatabase(listOf(dbPathOf('/srv/a_b')), { ...wanted, path: '/srv/a/b' })).toEqual({ kind: 'none' });
    expect(matchDatabase(listOf(), { ...wanted, path: '/srv' })).toEqual({ kind: 'none' });
  });

  it('takes the one that was written last where both wrappers have been there', () => {
    const [wrapped, whole] = [dbPathOf(LONG, 'classic'), dbPathOf(LONG, 'better')];
    expect(matchDatabase(listOf(wrapped, whole), { ...wanted, path: LONG })).toMatchObject({
      kind: 'one',
      database: { file: whole },
      unused: [{ file: wrapped }],
    });
  });
});

function decoded(file: string): string | null {
  return decodeDbPath(file)?.path ?? null;
}
