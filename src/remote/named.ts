import type { SafeText } from '../text/safe-text.ts';

/** What a host is called in the messages about it. */
export interface Named {
  readonly host: string;
  /** `ssh root@influx01`, `this machine`. */
  readonly way: SafeText;
}
