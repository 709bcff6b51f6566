import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { delimiter, join } from 'node:path';
import type { HostSettings } from '../../src/domain/host-settings.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { makePrivateFolder } from '../../src/platform/private-folder-node.ts';
import { nodeProcesses } from '../../src/platform/processes-node.ts';
import { type ActivityLog, createActivityLog } from '../../src/ports/activity-log.ts';
import type { Processes } from '../../src/ports/processes.ts';
import type { Hosts } from '../../src/remote/host-shell.ts';
import { createHosts } from '../../src/remote/hosts.ts';
import { findBinary } from '../support/real-parts.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { makeKey, type SshHost, type SshHostOptions, startSshHost } from './ssh-host.ts';

/**
 * Hosts with a real sshd, and a user whose `ssh` knows them by their names:
 *
 *     const lab = startSshLab();
 *     const host = await lab.startHost({ name: 'influx01', loginShell: 'fish' });
 *     host.write('/opt/duplicati_wrapper.sh', '…', 0o755);
 *     const hosts = lab.openHosts();                                  // in this process
 *     await runDuptop(['run', 'influx01:/srv'], lab.environment);      // or with the built program
 *     await hosts.close();
 *     await lab.stop();
 *
 * Only where `lackOfSshHosts()` is `null`.
 */
export interface SshLab {
  /** For whoever runs `ssh` by PATH: it logs in as root with the lab's key, and knows the lab's hosts only. */
  readonly environment: Readonly<Record<string, string>>;
  /** What was sent to hosts in this process. */
  readonly activity: ActivityLog;
  startHost(options: SshHostOptions): Promise<SshHost>;
  /** @param variables set over the lab's environment */
  openHosts(settings?: readonly HostSettings[], variables?: Readonly<Record<string, string>>): Hosts;
  /** Lines of ssh's configuration, before those of the hosts: the first that says something counts. */
  configure(...lines: readonly string[]): void;
  /** The host keys that ssh knows, to be changed by a test. */
  readonly knownHosts: string;
  stop(): Promise<void>;
}

/** An entry of the configuration that says nothing but what is given. */
export function hostSettings(host: string, given: Partial<HostSettings>): HostSettings {
  return { host, alias: null, user: null, port: null, become: null, transport: null, ...given };
}

export function startSshLab(): SshLab {
  const { path: folder, remove } = tempFolder('ssh-lab');
  const place = (name: string): string => join(folder, name);
  const running: SshHost[] = [];
  const own: string[] = [];
  makeKey(place('id'));
  mkdirSync(place('bin'));
  const wrapper = `#!/bin/sh\nexec ${findBinary('ssh') ?? 'ssh'} -F '${place('config')}' "$@"\n`;
  writeFileSync(place('bin/ssh'), wrapper);
  chmodSync(place('bin/ssh'), 0o755);
  const writeConfig = (): void => {
    const hosts = running.map(
      ({ name, port }) => `Host ${name}\n  HostName 127.0.0.1\n  HostKeyAlias ${name}\n  Port ${port}`,
    );
    const everywhere = [
      'Host *',
      '  User root',
      `  IdentityFile ${place('id')}`,
      '  IdentitiesOnly yes',
      '  IdentityAgent none',
      `  UserKnownHostsFile ${place('known_hosts')}`,
      '  GlobalKnownHostsFile none',
      '  UpdateHostKeys no',
    ];
    writeFileSync(place('config'), [...own, ...hosts, ...everywhere].join('\n').concat('\n'));
  };
  writeFileSync(place('known_hosts'), '');
  writeConfig();
  const environment = { PATH: `${place('bin')}${delimiter}${process.env.PATH ?? ''}` };
  const processesWith = (variables: Readonly<Record<string, string>>): Processes => ({
    start: (request) => nodeProcesses.start({ ...request, environment: { ...request.environment, ...variables } }),
  });
  const activity = createActivityLog();
  return {
    environment,
    activity,
    knownHosts: place('known_hosts'),
    startHost: async (options) => {
      const host = await startSshHost(options, readFileSync(place('id.pub'), 'utf8'));
      running.push(host);
      writeFileSync(place('known_hosts'), `${host.name} ${host.hostKey}\n`, { flag: 'a' });
      writeConfig();
      return host;
    },
    openHosts: (settings = [], variables = {}) =>
      createHosts({
        settings,
        processes: processesWith({ ...environment, ...variables }),
        clock: systemClock,
        activity,
        newNonce: () => randomBytes(16).toString('hex'),
        makeFolder: () => makePrivateFolder(undefined),
        machineName: hostname(),
        personsShell: '/bin/sh',
      }),
    configure: (...lines) => {
      own.push(...lines);
      writeConfig();
    },
    stop: async () => {
      await Promise.all(running.map((host) => host.stop()));
      remove();
    },
  };
}
