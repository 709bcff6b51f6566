import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/text/redact.ts';

/** Long enough that no other text holds it by chance. */
const secret = fc
  .array(fc.constantFrom(...'abcXYZ0189%+/=.~!$*_,;#:@-'), { minLength: 12, maxLength: 40 })
  .map((characters) => `Zq7${characters.join('')}`);
const around = fc.string({ unit: fc.constantFrom(...'ab /.:-=\n'), maxLength: 20 });

const PLACES: readonly ((secret: string) => string)[] = [
  (it) => `--passphrase=${it}`,
  (it) => `--passphrase="${it}"`,
  (it) => `--passphrase='${it}'`,
  (it) => `--passphrase ${it}`,
  (it) => `'--passphrase=a b ${it}'`,
  (it) => `"--passphrase=a ${it}" x`,
  (it) => `--passphrase=a"b "${it}`,
  (it) => `--passphrase=a&${it}`,
  (it) => `--auth-password=${it}`,
  (it) => `--auth-username=${it}`,
  (it) => `PASSPHRASE=${it}`,
  (it) => `AUTH_PASSWORD=${it}`,
  (it) => `password: ${it}`,
  (it) => `auth-id: ${it}`,
  (it) => `authorization=${it}`,
  (it) => `dropbox:///PREFIX/db01/srv?authid=${it}`,
  (it) => `"dropbox:///PREFIX/db01/srv?x=1&authid=${it}&y=2"`,
  (it) => `?AuthID=${it}`,
  (it) => `?authid%3D${it}`,
  (it) => `secret_key=${it}`,
  (it) => `aws-secret-access-key=${it}`,
  (it) => `Authorization: Bearer ${it.replace(/[^\w+/=.~-]/g, '')}`,
  (it) => `{"passphrase":"${it}"}`,
  (it) => `{"passphrase": "a\\"${it}"}`,
];

describe('redact', () => {
  it('takes a secret away wherever it stands behind its name', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...PLACES), around, around, (planted, place, before, after) => {
        const text = `${before} ${place(planted)} ${after}`;
        expect(redact(text)).not.toContain(planted);
        expect(redact(text)).not.toContain(planted.slice(0, 8));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes credentials in the address of any scheme away, an @ in them too', () => {
    const word = secret.map((text) => text.replace(/[/%#?@:]/g, 'x'));
    fc.assert(
      fc.property(word, word, fc.constantFrom('ftp', 's3', 'https', 'webdavs', 'ssh'), (user, password, scheme) => {
        for (const address of [`${scheme}://${user}:${password}@host/x`, `${scheme}://${user}@${password}@host/x`]) {
          expect(redact(`to ${address} now`)).toBe(`to ${scheme}://***@host/x now`);
        }
      }),
    );
  });

  it('leaves what Duplicati and the wrapper say otherwise as it is', () => {
    for (const line of [
      'Backup started at 10/01/2026 03:00:00',
      "Error reported while accessing file: /srv/locked/ => Access to the path '/srv/locked' is denied.",
      'UnauthorizedAccessException: Access to the path is denied.',
      'Unauthorized: author=me',
      'Fatal error => Access to the path "/mnt/dest/duplicati-b6b4.dblock.zip.aes" is denied.',
      'ErrorID: PassphraseChangeNotSupported',
      'You have attempted to change a passphrase to an existing backup, which is not supported.',
      'Hash mismatch on file "/tmp/dup-81", recorded hash: hhEkOdInm5b5MZ4N89=, actual hash c8gzqT+32yXMb/qRzHx=',
      '=== 2026-11-24T03:00:01+0000 ended with 100 after 12 s: Fatal error; see /var/log/duplicati/F5.log',
      'a@b.example and git@host:x/y.git',
    ]) {
      expect(redact(line)).toBe(line);
    }
  });

  it('is done in one go: a second time changes nothing', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...PLACES), around, (planted, place, before) => {
        const once = redact(`${before} ${place(planted)}`);
        expect(redact(once)).toBe(once);
      }),
    );
  });

  it('is quick on text made to be slow', () => {
    for (const text of [
      '-auth '.repeat(20_000),
      'a'.repeat(100_000),
      '?'.repeat(50_000),
      "'--auth=".repeat(10_000),
      'a://'.repeat(20_000),
      '@'.repeat(50_000),
      'auth'.repeat(20_000),
      `"${'\\'.repeat(50_000)}`,
    ]) {
      const startedAt = performance.now();
      redact(text);
      redact(`password=${text} --passphrase ${text}`);
      expect(performance.now() - startedAt).toBeLessThan(5000);
    }
  });
});
