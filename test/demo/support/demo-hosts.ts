import { randomBytes } from 'node:crypto';
import { type DemoHostParts, openDemoHosts } from '../../../src/demo/hosts/demo-hosts.ts';
import { type Demo, startDemo } from '../../../src/demo/start-demo.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { nodeFiles } from '../../../src/platform/files-node.ts';
import { nodeHttpServers } from '../../../src/platform/http-server-node.ts';
import { nodeProcesses } from '../../../src/platform/processes-node.ts';
import { makeSandbox } from '../../../src/platform/sandbox-node.ts';
import { createActivityLog } from '../../../src/ports/activity-log.ts';
import type { PrivateFolder } from '../../../src/ports/private-folder.ts';
import type { Hosts } from '../../../src/remote/host-shell.ts';

/** A demo with its hosts, as `duptop demo` has them. */
export interface DemoWithHosts {
  readonly demo: Demo;
  readonly hosts: Hosts;
  /** The folder in which the hosts are. */
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startDemoWithHosts(jobs = 24, fleet = 10): Promise<DemoWithHosts> {
  const demo = await startDemo({ jobs, hosts: fleet, seed: 1 }, { clock: systemClock, httpServers: nodeHttpServers });
  let sandbox: PrivateFolder | null = null;
  const here = (name: string) => new URL(`../../../src/${name}`, import.meta.url).pathname;
  const parts: DemoHostParts = {
    processes: nodeProcesses,
    clock: systemClock,
    files: nodeFiles,
    activity: createActivityLog(),
    newNonce: () => randomBytes(16).toString('hex'),
    makeSandbox: () => {
      sandbox = makeSandbox();
      return sandbox;
    },
    programs: {
      node: process.execPath,
      duplicatiCli: here('demo/duplicati-cli.ts'),
      stageHost: here('demo/stage-host.ts'),
    },
    wrapper: here('hostkit/duplicati_wrapper.sh'),
  };
  const hosts = await openDemoHosts(demo.hosts, parts);
  return {
    demo,
    hosts,
    folder: (sandbox as PrivateFolder | null)?.path ?? '',
    stop: async () => {
      await hosts.close();
      await demo.stop();
    },
  };
}
