import { expect, it } from 'vitest';
import { openDemoHosts } from '../../../src/demo/hosts/demo-hosts.ts';
import { startDemo } from '../../../src/demo/start-demo.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { nodeFiles } from '../../../src/platform/files-node.ts';
import { nodeHttpServers } from '../../../src/platform/http-server-node.ts';
import { createActivityLog } from '../../../src/ports/activity-log.ts';
import { ProcessError } from '../../../src/ports/processes.ts';
import { findRun } from '../../../src/remote/run/find-run.ts';

it('says what is missing on a machine that can’t have such hosts', async () => {
  const demo = await startDemo({ jobs: 8, hosts: 4, seed: 1 }, { clock: systemClock, httpServers: nodeHttpServers });
  let removed = false;
  const hosts = await openDemoHosts(demo.hosts, {
    processes: {
      start: async ({ program }) => {
        throw new ProcessError('missing', program, 'not found');
      },
    },
    clock: systemClock,
    files: nodeFiles,
    activity: createActivityLog(),
    newNonce: () => '0',
    makeSandbox: () => ({
      path: '/nonexistent',
      remove: () => {
        removed = true;
      },
    }),
    programs: { node: 'node', duplicatiCli: '', stageHost: '' },
    wrapper: '',
  });
  try {
    const shell = hosts.shellOf('db01', null);
    const problem = 'the hosts of the demo can’t be reached on this machine: there is no /bin/sh'.replace('’', "'");
    await expect(findRun(shell, { path: '/etc', pathExact: true }, new AbortController().signal)).rejects.toThrow(
      problem,
    );
    await expect(shell.login.prepare?.()).rejects.toThrow(problem);
  } finally {
    await hosts.close();
    await demo.stop();
  }
  expect(removed).toBe(true);
});
