import { CronPattern } from 'croner';
import { type SafeText, say, visible } from './safe-text.ts';

const LONGEST = 200;
const CRONER_MESSAGE = /^CronPattern: (.*?)\.?$/;

/** What cron's nicknames stand for; `@reboot` names no time. */
const NICKNAMES: ReadonlyMap<string, string> = new Map([
  ['@hourly', '0 * * * *'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
]);

/** The five fields that a nickname such as `@daily` stands for; any other text as it is. */
export function cronFields(text: string): string {
  return NICKNAMES.get(text.trim()) ?? text;
}

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
