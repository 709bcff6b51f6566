import { CronPattern } from 'croner';
import { type SafeText, say, visible } from './safe-text.ts';

const LONGEST = 200;
const CRONER_MESSAGE = /^CronPattern: (.*?)\.?$/;

/** Why a text is no cron expression of five fields; `null` where it is one. */
export function cronProblem(text: string): SafeText | null {
  if (text.length > LONGEST) return say`longer than ${LONGEST} characters`;
  if (text.trim().split(/\s+/).length !== 5) return say`"${text}" does not have the five fields of a cron expression`;
  try {
    new CronPattern(text, undefined, { mode: '5-part' });
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(CRONER_MESSAGE, '$1') : '';
    return visible(`"${text}" is no cron expression: ${reason}`);
  }
}
