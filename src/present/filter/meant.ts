import { CAUSE_CODES } from '../../domain/cause.ts';
import { STATUSES } from '../../domain/status.ts';
import { parseFilter } from './parse.ts';
import { ALERT_WORDS } from './term.ts';

/** What each word stands for elsewhere in a row than in host and path; a status before a cause of the same name. */
const TERMS = new Map<string, string>([
  ...ALERT_WORDS.map((word) => [word, `alert:${word}`] as const),
  ...CAUSE_CODES.map((code) => [code, `cause:${code}`] as const),
  ...STATUSES.map((status) => [status, `status:${status}`] as const),
]);

/**
 * The terms that may be meant by words which are looked for in host and path: `status:running` for `running`. Of a filter that can be read.
 * @throws FilterError
 */
export function meantTerms(filter: string): readonly string[] {
  return parseFilter(filter).flatMap(({ test, negated }) => {
    const term = test.kind === 'word' ? TERMS.get(test.word) : undefined;
    return term === undefined ? [] : [negated ? `!${term}` : term];
  });
}
