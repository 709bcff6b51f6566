import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Shell } from '../../src/cli/shell.ts';
import type { Hosts } from '../../src/remote/host-shell.ts';
import { RemoteError } from '../../src/remote/remote-error.ts';
import { START_SCRIPT } from '../../src/remote/run/start-script.ts';
import { say } from '../../src/text/safe-text.ts';
import { describeUnless } from '../support/describe-with.ts';
import { answering, eventsOf, LACK_OF_RUN_LAB, type RunLab, startRunLab } from './support/run-lab.ts';

describeUnless(LACK_OF_RUN_LAB, 'duptop run, while a run goes on', () => {
  let lab: RunLab;
  beforeAll(async () => {
    lab = await startRunLab();
  });
  afterAll(() => lab?.stop());
  beforeEach(() => lab.reset());

  it('starts detached, refuses a second run with 75, follows it, and stops it', async () => {
    lab.host.plan('echo here; hang');
    const detached = await lab.run(['--yes', '--detach', `${lab.name}:/srv/a`]);
    expect(detached.exitCode).toBe(0);
    expect(detached.stdout).toContain(`duptop run --follow ${lab.name}:/srv/a`);
    await lab.host.hanging();
    const second = await lab.run(['--yes', '--json', `${lab.name}:/srv/a`]);
    expect(second.exitCode).toBe(75);
    expect(eventsOf(second).at(-1)).toMatchObject({ type: 'refused', why: 'running' });
    const following = lab.run(['--follow', '--json', `${lab.name}:/srv/a`]);
    const stopped = await lab.run(['--stop', '--json', `${lab.name}:/srv/a`], answering('y'));
    expect(stopped.exitCode).toBe(0);
    expect(eventsOf(stopped).map(({ type }) => type)).toEqual(['found', 'stopping', 'ended']);
    const followed = await following;
    expect(followed.exitCode).toBe(143);
    // Told while it goes on, or with what the shell says of its end.
    expect(eventsOf(followed).flatMap((event) => (event.type === 'output' ? event.lines : []))).toContain('here');
    expect(
      lab
        .audited()
        .filter(({ action }) => action === 'stop')
        .at(-1),
    ).toMatchObject({ outcome: 'exit 143' });
    // What has ended meanwhile is told all the same.
    expect((await lab.run(['--follow', `${lab.name}:/srv/a`])).exitCode).toBe(143);
    expect(await lab.run(['--yes', '--stop', `${lab.name}:/srv/a`])).toMatchObject({ exitCode: 0 });
  });

  it('leaves the run alive at Ctrl+C, and says how to follow it', async () => {
    lab.host.plan('hang');
    const enough = new AbortController();
    const running = lab.run(['--yes', `${lab.name}:/srv/a`], { signal: enough.signal });
    await lab.host.hanging();
    enough.abort();
    const ended = await running;
    expect(ended.exitCode).toBe(130);
    expect(ended.stdout).toContain(`the run goes on; to follow: duptop run --follow ${lab.name}:/srv/a`);
    expect((await lab.host.processes()).some((line) => line.includes('duplicati-cli'))).toBe(true);
    await lab.run(['--yes', '--stop', `${lab.name}:/srv/a`]);
  });

  it('finds a run whose connection was cut while it was started, and follows it', async () => {
    let cuts = 0;
    const openHosts: Shell['openHosts'] = async (settings) => {
      const hosts = await lab.openHosts(settings);
      const shellOf: Hosts['shellOf'] = (host, instance) => {
        const shell = hosts.shellOf(host, instance);
        return {
          ...shell,
          run: async (script, options) => {
            const answer = await shell.run(script, options);
            if (script.body !== START_SCRIPT) return answer;
            cuts += 1;
            throw new RemoteError('cut-off', host, say`cut`);
          },
        };
      };
      return { ...hosts, shellOf };
    };
    lab.host.plan('echo here; exit 3');
    const ended = await lab.run(['--yes', '--json', `${lab.name}:/srv/b`], { openHosts });
    expect(cuts).toBe(1);
    expect(ended.exitCode).toBe(3);
    expect(eventsOf(ended)).toContainEqual(expect.objectContaining({ type: 'output', lines: ['here'] }));
  });
});
