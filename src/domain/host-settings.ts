/**
 * How the hosts of a pattern are reached, as the configuration says it; `null` where it says nothing. As in ssh's own configuration, each
 * setting of a host comes from the first entry that matches it and says something about that setting.
 */
export interface HostSettings {
  /** Over the host's name: `*` is any run of characters, `?` is one; without regard to case. */
  readonly host: string;
  /** The name that ssh gets; `{host}` and `{address}` stand for the host's name and for its instance without the port. */
  readonly alias: string | null;
  readonly user: string | null;
  readonly port: number | null;
  /** The user that scripts run as, by sudo; `false`: the one that logs in. */
  readonly become: string | false | null;
  readonly transport: 'ssh' | 'local' | null;
}

/** What a user may be called to be named on a command line that a login shell reads. */
export const USER_NAME = /^[a-zA-Z0-9_][a-zA-Z0-9_.@-]{0,63}$/;
