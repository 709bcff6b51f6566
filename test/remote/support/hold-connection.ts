import { randomBytes } from 'node:crypto';
import { systemClock } from '../../../src/platform/clock.ts';
import { makePrivateFolder } from '../../../src/platform/private-folder-node.ts';
import { nodeProcesses } from '../../../src/platform/processes-node.ts';
import { createActivityLog } from '../../../src/ports/activity-log.ts';
import { createHosts } from '../../../src/remote/hosts.ts';
import { ask } from './ask.ts';

/** Connects to the host that it is given, says its name, and stays until it is killed. */
const hosts = createHosts({
  settings: [],
  processes: nodeProcesses,
  clock: systemClock,
  activity: createActivityLog(),
  newNonce: () => randomBytes(16).toString('hex'),
  makeFolder: () => makePrivateFolder(undefined),
  machineName: '',
  personsShell: '/bin/sh',
});
const { output } = await ask(hosts.shellOf(process.argv[2] ?? '', null), 'hostname');
process.stdout.write(output);
setInterval(() => {}, 1000);
