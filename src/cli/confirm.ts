import type { Config } from '../config/config.ts';
import { originText } from '../config/origin.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import { type Failure, wrongUse } from './failure.ts';
import type { Shell } from './shell.ts';

/** For commands that change something. @throws Failure where nothing may be changed */
export function refuseReadOnly({ readOnly, origins }: Config): void {
  if (!readOnly) return;
  const origin = origins.get('readOnly');
  throw wrongUse(say`duptop is read-only${origin ? say` (${originText(origin)})` : ''}: nothing is changed`);
}

/** Before anything is asked or shown. @throws Failure where nobody could say yes, and nobody has */
export function refuseUnasked(yes: boolean | undefined, { question }: Pick<Shell, 'question'>): void {
  if (!yes && question === null) throw needsYes();
}

/** Whether the person says yes, or has said so by a flag. */
export async function confirmed(text: SafeText, yes: boolean | undefined, shell: Shell): Promise<boolean> {
  if (yes) return true;
  if (shell.question === null) throw needsYes();
  const answer = await shell.question.ask(say`${text} [y/N]`, shell.signal);
  shell.signal.throwIfAborted();
  return /^y(es)?$/i.test(answer?.trim() ?? '');
}

function needsYes(): Failure {
  return wrongUse(say`nobody is at a terminal to be asked`, say`--yes says that it is meant`);
}
