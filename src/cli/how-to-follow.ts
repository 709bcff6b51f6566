import { type SafeText, say } from '../text/safe-text.ts';
import { shellWord } from '../text/shell-word.ts';

/** That runs go on without duptop, and the command that follows them again. `ids`: of their jobs. */
export function howToFollow(ids: Iterable<string>): SafeText {
  const words = Array.from(ids, shellWord);
  const goesOn = words.length === 1 ? 'the run goes on' : 'the runs go on';
  return say`${goesOn}; to follow: duptop run --follow ${words.join(' ')}`;
}
