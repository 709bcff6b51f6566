import type { HostSettings } from '../domain/host-settings.ts';
import { say } from '../text/safe-text.ts';
import { RemoteError } from './remote-error.ts';
import { settingsOf } from './settings-of-host.ts';

/** Where ssh goes. */
export interface SshDestination {
  /** Nothing that ssh takes for an option, and nothing that means something to a shell: ssh's own configuration may hand it to one. */
  readonly name: string;
  readonly user: string | null;
  readonly port: number | null;
}

export type Destination = ({ readonly via: 'ssh'; readonly ssh: SshDestination } | { readonly via: 'local' }) & {
  /** The user that scripts run as, by sudo. */
  readonly become: string | null;
};

const NAME = /^[a-zA-Z0-9._:%][a-zA-Z0-9._:%-]{0,254}$/;
const PORT_OF_INSTANCE = /:\d+$/;
const BRACKETS = /^\[(.*)\]$/;

/**
 * How a host is reached. Without settings that is this machine for its own name, whole or up to the first dot, and else ssh to that name.
 * @param host its name in the fleet, which may hold anything
 * @param instance its `instance` label, where one is known
 * @throws RemoteError for a name that ssh must not get
 */
export function destinationOf(
  host: string,
  instance: string | null,
  { settings, machineName }: { readonly settings: readonly HostSettings[]; readonly machineName: string },
): Destination {
  const { alias, user, port, become: wanted, transport } = settingsOf(host, settings);
  const become = wanted === false ? null : wanted;
  if ((transport ?? (isThisMachine(host, machineName) ? 'local' : 'ssh')) === 'local') return { via: 'local', become };
  const name = alias === null ? host : filled(alias, host, instance);
  if (NAME.test(name)) return { via: 'ssh', ssh: { name, user, port }, become };
  throw new RemoteError(
    'bad-name',
    host,
    say`ssh gets no host called "${name}"`,
    say`an entry with "host" and "alias" under "ssh" in duptop's configuration says what it is called for ssh`,
  );
}

function isThisMachine(host: string, machineName: string): boolean {
  const [given, own] = [host.toLowerCase(), machineName.toLowerCase()];
  return given !== '' && (given === own || given === own.split('.')[0]);
}

/** Without an instance the address is the host's own name. */
function filled(alias: string, host: string, instance: string | null): string {
  const address = instance?.replace(PORT_OF_INSTANCE, '').replace(BRACKETS, '$1') ?? host;
  return alias.replace(/\{(host|address)\}/g, (_, what) => (what === 'host' ? host : address));
}
