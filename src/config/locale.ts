import type { Environment } from './environment.ts';

/** They say which characters a terminal shows; the first that is set counts. */
export const LOCALE_VARIABLES = ['LC_ALL', 'LC_CTYPE', 'LANG'] as const;
const CHARSET = /\.([^@]+)/;

/** The variable that names a locale without UTF-8, such as `C` or `en_US.ISO-8859-1`; `null` where none does: a name without a charset says nothing. */
export function narrowLocale(environment: Environment): (typeof LOCALE_VARIABLES)[number] | null {
  const variable = LOCALE_VARIABLES.find((name) => environment[name]);
  if (variable === undefined) return null;
  const locale = environment[variable] ?? '';
  if (locale === 'C' || locale === 'POSIX') return variable;
  const charset = CHARSET.exec(locale)?.[1] ?? 'UTF-8';
  return /^utf-?8$/i.test(charset) ? null : variable;
}
