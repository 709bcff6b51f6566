import { withoutUnsafe } from '../../text/unsafe.ts';
import type { BashLine } from './bash-line.ts';
import type { Candidate, Completion } from './candidates.ts';

/** Bash ends a word at these and replaces only what comes behind. */
const BASH_BREAKS = /^.*[:=]/s;
const NEEDS_ESCAPE = /[^a-zA-Z0-9_/.,:@%+=-]/gu;
/** What double quotes leave its meaning. */
const LIVE_IN_QUOTES = /["\\$`]/g;

/** For zsh and fish: `text TAB about TAB open|whole` a line; `:files` where the shell shall offer files. */
export function wordLines(completion: Completion): readonly string[] {
  if (completion.kind === 'files') return [':files'];
  return harmless(completion.words).map(({ text, about, open }) =>
    [text, about.replace(/\s+/g, ' '), open ? 'open' : 'whole'].join('\t'),
  );
}

/** For bash: what takes the place of the part that it takes for the word, a line each; `:open` before them where the word may go on. */
export function bashLines(completion: Completion, { words, quote }: BashLine): readonly string[] {
  if (completion.kind === 'files') return [':files'];
  const [kept = ''] = quote === '' ? (BASH_BREAKS.exec(words.at(-1) ?? '') ?? []) : [];
  const candidates = harmless(completion.words).filter(({ text }) => isQuotable(text, quote));
  const lines = candidates.map(({ text }) => quoted(text.slice(kept.length), quote));
  return candidates.some(({ open }) => open) ? [':open', ...lines] : lines;
}

/** As it stands behind the quote that is open, so that the shell takes it for nothing but text. */
function quoted(text: string, quote: BashLine['quote']): string {
  switch (quote) {
    case '':
      return text.replace(NEEDS_ESCAPE, '\\$&');
    case '"':
      return text.replace(LIVE_IN_QUOTES, '\\$&');
    case "'":
      return text.replaceAll("'", "'\\''");
  }
}

/** Bash looks for a command of its history behind a `!` within double quotes, and keeps a backslash before it. */
function isQuotable(text: string, quote: BashLine['quote']): boolean {
  return quote !== '"' || !text.includes('!');
}

/** A name that a terminal would act on is not offered: typing it is no help to anybody. */
function harmless(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ text }) => withoutUnsafe(text, () => '') === text);
}
