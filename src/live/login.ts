import type { SafeText } from '../text/safe-text.ts';

/** How a person gets a shell on a host: a command line of this machine; or why there is none. */
export type Login =
  | {
      readonly ok: true;
      /** For people: `ssh root@influx01`, `this machine`. */
      readonly way: SafeText;
      readonly command: string;
      readonly args: readonly string[];
      /** What has to be done before; gives the reason why there is no shell after all. */
      readonly prepare?: () => Promise<SafeText | null>;
    }
  | { readonly ok: false; readonly reason: SafeText };

/** Of a host by its name in the fleet and its `instance` label. */
export type LoginTo = (host: string, instance: string | null) => Login;
