import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betterKey, dbPathOf, decodeDbPath } from '../../src/domain/db-path.ts';

/** What the field's wrapper does to each, by the real bash and base32; without globbing, as in a folder where nothing matches. */
function keysByBash(paths: readonly string[]): readonly string[] {
  const script = 'set -f; for path; do e=$(echo $path | base32 | tr "=" "_"); printf "%s\\0" "$e"; done';
  const { stdout } = spawnSync('bash', ['-c', script, 'bash', ...paths], { encoding: 'utf8' });
  return stdout.split('\0').slice(0, -1);
}

const paths = fc
  .array(
    fc.oneof(
      fc.constantFrom('/', ' ', '  ', '\t', '\n', '-', '.', 'var', 'ü', '日本', "'", '"', '\\', '$x', '*'),
      fc.string(),
    ),
    {
      maxLength: 20,
    },
  )
  .map((parts) => `/${parts.join('')}`.replaceAll('\0', '').replace(/\p{Cs}/gu, ''));

describe('dbPathOf', () => {
  it('gives the names that were seen in the field', () => {
    expect(dbPathOf('/var/lib/influxdb/')).toBe('/var/duplicati_F53GC4RPNRUWEL3JNZTGY5LYMRRC6CQ_.sqlite');
    expect(dbPathOf('/srv/my-data')).toBe('/var/duplicati_F5ZXE5RPNV4S2ZDBORQQU___.sqlite');
  });

  it('wraps the key with a newline in the file name from 45 bytes of path on, as bash does', () => {
    const some = [43, 44, 45, 46, 47, 48].map((bytes) => `/${'a'.repeat(bytes - 1)}`);
    expect(keysByBash(some).map((key) => key.includes('\n'))).toEqual([false, false, true, true, true, true]);
    expect(some.map((path) => dbPathOf(path).includes('\n'))).toEqual([false, false, true, true, true, true]);
  });

  it('makes byte for byte what bash, base32 and tr make of any path', () => {
    const some = fc.sample(paths, 100);
    const made = keysByBash(some);
    expect(some.map((path) => dbPathOf(path))).toEqual(made.map((key) => `/var/duplicati_${key}.sqlite`));
  });

  it('never puts a newline into a name of the better edition, and keeps it a file name with room for -journal', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 400 }), (path) => {
        const name = dbPathOf(`/${path}`, 'better').slice('/var/'.length);
        expect(name).toMatch(/^[A-Za-z0-9_.]+$/);
        expect(name.length + '-journal'.length).toBeLessThanOrEqual(255);
      }),
    );
  });

  it('gives both editions one name for an ordinary short path', () => {
    expect(dbPathOf('/var/lib/influxdb/', 'better')).toBe(dbPathOf('/var/lib/influxdb/', 'classic'));
  });

  it('hashes the key of a path that is too long for a file name', () => {
    expect(betterKey(`/${'x'.repeat(300)}`)).toMatch(/^sha256_[0-9a-f]{64}$/);
  });
});

describe('decodeDbPath', () => {
  it('reads the path back from wrapped and unwrapped names, with or without folder', () => {
    const path = `/srv/${'long/'.repeat(30)}`;
    expect(decodeDbPath(dbPathOf(path, 'classic'))).toEqual({ path, exact: true });
    expect(decodeDbPath('duplicati_F53GC4RPNRUWEL3JNZTGY5LYMRRC6CQ_.sqlite')).toEqual({
      path: '/var/lib/influxdb/',
      exact: true,
    });
  });

  it('is not certain of a path with a blank, which may have been folded', () => {
    expect(decodeDbPath(dbPathOf('/srv/a  b'))).toEqual({ path: '/srv/a b', exact: false });
  });

  it('refuses what no wrapper makes', () => {
    for (const name of [
      'backup influx 20260101120000.sqlite',
      'duplicati_.sqlite',
      'duplicati_F53GC4RPNRUWEL3JNZTGY5LYMRRC6CQ_.sqlite-journal',
      'duplicati_f53gc4rpnruwel3jnztgy5lymrrc6cq_.sqlite',
      'duplicati_F53GC4RPNRUWEL3JNZTGY5LYMRRC6CQ.sqlite',
      'duplicati_F53GC4RP\nNRUWEL3JNZTGY5LYMRRC6CQ_.sqlite',
      'duplicati_77777777.sqlite',
    ]) {
      expect(decodeDbPath(name), name).toBeNull();
    }
  });

  it('reads every path back that the better edition names without a hash', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40, unit: 'grapheme' }), (tail) => {
        expect(decodeDbPath(dbPathOf(`/${tail}`, 'better'))?.path).toBe(`/${tail}`);
      }),
    );
  });

  it('never throws and only accepts names that encode back to themselves', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const decoded = decodeDbPath(`duplicati_${key}.sqlite`);
        if (decoded)
          expect([dbPathOf(decoded.path, 'classic'), dbPathOf(decoded.path, 'better')]).toContain(
            `/var/duplicati_${key}.sqlite`,
          );
      }),
    );
  });
});
