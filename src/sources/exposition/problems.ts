import { say, visible } from '../../text/safe-text.ts';

/** Sentences on what a page held that was not used; bounded, whatever the page holds. */
export interface Problems {
  /** `subject` and `value` come from the page: they are cut and made safe. */
  add(subject: string, what: string, value?: string): void;
  list(): readonly string[];
}

const MOST = 100;
const LONGEST_SUBJECT = 120;
const LONGEST_VALUE = 40;

export function createProblems(): Problems {
  const sentences: string[] = [];
  let more = 0;
  return {
    add(subject, what, value) {
      if (sentences.length === MOST) {
        more++;
        return;
      }
      const shown = visible(cut(subject, LONGEST_SUBJECT));
      sentences.push(value === undefined ? `${shown} ${what}` : say`${shown} is ${cut(value, LONGEST_VALUE)}: ${what}`);
    },
    list: () => (more === 0 ? sentences : [...sentences, `and ${more} more`]),
  };
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
