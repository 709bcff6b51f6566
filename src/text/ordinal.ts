const ENDS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const RULES = new Intl.PluralRules('en', { type: 'ordinal' });

/** `1st`, `2nd`, `11th`. */
export function ordinal(number: number): string {
  return `${number}${ENDS[RULES.select(number)] ?? 'th'}`;
}
