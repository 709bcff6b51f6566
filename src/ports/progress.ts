import type { SafeText } from '../text/safe-text.ts';

/** Tells a person who waits what is going on. */
export interface Progress {
  /** Seen only once it has taken a second, and only on a terminal. */
  say(text: SafeText): void;
  /** Takes it off the screen. */
  end(): void;
}
