import type { HostSettings } from '../domain/host-settings.ts';
import type { ActivityLog } from '../ports/activity-log.ts';
import type { PrivateFolder } from '../ports/private-folder.ts';
import { destinationOf, type SshDestination } from './host-destination.ts';
import type { HostShell, Hosts } from './host-shell.ts';
import { createLocalShell, type LocalParts } from './local-shell.ts';
import { createLoggedShell } from './logged-shell.ts';
import { createSshLink, type SshLink } from './ssh/ssh-link.ts';
import { createSshShell } from './ssh/ssh-shell.ts';

/** What the ways to the hosts are made of. */
export interface HostsParts extends LocalParts {
  readonly settings: readonly HostSettings[];
  /** What `hostname` says on this machine. */
  readonly machineName: string;
  readonly activity: ActivityLog;
  /** For the sockets of the connections. */
  readonly makeFolder: () => PrivateFolder;
}

/** The way to each host, as the configuration says. Hosts that are one destination for ssh share a connection. */
export function createHosts(parts: HostsParts): Hosts {
  const links = new Map<string, SshLink>();
  let folder: PrivateFolder | null = null;
  let sockets = 0;
  const newSocket = (): string => {
    folder ??= parts.makeFolder();
    sockets += 1;
    return `${folder.path}/${sockets}`;
  };
  const linkTo = (destination: SshDestination): SshLink => {
    const key = JSON.stringify(destination);
    const link = links.get(key) ?? createSshLink(destination, newSocket, parts);
    links.set(key, link);
    return link;
  };
  const shellOf = (host: string, instance: string | null): HostShell => {
    const destination = destinationOf(host, instance, parts);
    if (destination.via === 'local') return createLocalShell(host, destination.become, parts);
    return createSshShell(host, destination.become, { ...parts, link: linkTo(destination.ssh) });
  };
  return {
    shellOf: (host, instance) => createLoggedShell(shellOf(host, instance), parts.activity, parts.clock),
    runsGoOn: true,
    close: async () => {
      await Promise.all([...links.values()].map((link) => link.close()));
      links.clear();
      folder?.remove();
      folder = null;
    },
  };
}
