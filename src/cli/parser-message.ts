import type { CommanderError } from 'commander';
import { truncate } from '../text/fit.ts';
import { type SafeText, visible } from '../text/safe-text.ts';

/** An argument may be of any length. */
const LONGEST = 300;
/** The only newline that is commander's own. */
const SUGGESTION = /\n(\(Did you mean [^\n]*\?\))$/;

/** What the parser has against the arguments, a line each; `null` where it has printed what it was asked for, such as the help. */
export function parserMessage({ exitCode, message }: CommanderError): readonly SafeText[] | null {
  const [, said] = /^error: (.*)$/s.exec(message) ?? [];
  if (exitCode === 0 || said === undefined) return null;
  const [, suggestion] = SUGGESTION.exec(said) ?? [];
  return [shortened(said.replace(SUGGESTION, '')), ...(suggestion === undefined ? [] : [visible(suggestion)])];
}

function shortened(text: string): SafeText {
  return truncate(visible(text), LONGEST, 'middle', false);
}
