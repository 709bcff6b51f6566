import type { SafeText } from '../text/safe-text.ts';

/** The person at the terminal, who can be asked. */
export interface Question {
  /** One line, without its end; `null` where the person ended the input, or had enough. */
  ask(question: SafeText, signal: AbortSignal): Promise<string | null>;
}
