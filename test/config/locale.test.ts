import { expect, it } from 'vitest';
import { narrowLocale } from '../../src/config/locale.ts';

it.each([
  [{}, null],
  [{ LC_ALL: '', LC_CTYPE: '', LANG: '' }, null],
  [{ LANG: 'C' }, 'LANG'],
  [{ LANG: 'POSIX' }, 'LANG'],
  [{ LANG: 'en_US.ISO-8859-1' }, 'LANG'],
  [{ LANG: 'de_DE.iso885915@euro' }, 'LANG'],
  [{ LANG: 'ja_JP.eucJP' }, 'LANG'],
  [{ LANG: 'en_US.UTF-8' }, null],
  [{ LANG: 'de_DE.utf8@euro' }, null],
  [{ LANG: 'C.UTF-8' }, null],
  [{ LANG: 'en_US' }, null],
  [{ LC_CTYPE: 'UTF-8' }, null],
  [{ LC_CTYPE: 'C', LANG: 'en_US.UTF-8' }, 'LC_CTYPE'],
  [{ LC_ALL: 'C.UTF-8', LC_CTYPE: 'C', LANG: 'C' }, null],
  [{ LC_ALL: 'C', LC_CTYPE: 'C.UTF-8', LANG: 'C.UTF-8' }, 'LC_ALL'],
  [{ LC_ALL: '', LANG: 'C' }, 'LANG'],
] as const)(
  'the first variable that is set decides whether a terminal shows no more than ASCII: %j',
  (environment, by) => {
    expect(narrowLocale(environment)).toBe(by);
  },
);
