import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Hosts } from '../../../src/remote/host-shell.ts';
import { type LoginShell, lackOfSshHosts, type SshHost } from '../../lab/ssh-host.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import { ask } from '../support/ask.ts';
import { commandLines } from '../support/command-lines.ts';

const NOISE = 'echo NOISE on stdout; echo NOISE on stderr >&2';
/** What each shell reads for a command that comes over ssh. */
const NOISY: Readonly<Record<LoginShell, readonly (readonly [file: string, text: string])[]>> = {
  bash: [['/root/.bashrc', `${NOISE}\nbind '"x": y'\nexit_trap() { ${NOISE}; }; trap exit_trap EXIT\n`]],
  dash: [],
  fish: [['/root/.config/fish/config.fish', `${NOISE}\nfunction exec_noise --on-event fish_exit; ${NOISE}; end\n`]],
  zsh: [
    ['/root/.zshenv', `${NOISE}\n`],
    ['/root/.zshrc', 'echo never\n'],
  ],
  tcsh: [['/root/.tcshrc', 'echo NOISE on stdout\n']],
};
const HOSTILE = [
  '$(touch /tmp/x)',
  '`touch /tmp/x`',
  "'; touch /tmp/x; '",
  '!!',
  '~',
  '\\',
  "\\'",
  '-oProxyCommand=touch /tmp/x',
];
const MULTILINE = "one\n'two'\n\u001b]0;title\u0007\u001b[2J\r\n\ttouch /tmp/x\n)\n}\n";

for (const loginShell of ['bash', 'dash', 'fish', 'zsh', 'tcsh'] as const) {
  describeUnless(lackOfSshHosts(loginShell), `a host whose login shell is a noisy ${loginShell}`, () => {
    let lab: SshLab;
    let host: SshHost;
    let hosts: Hosts;

    beforeAll(async () => {
      lab = startSshLab();
      host = await lab.startHost({
        name: 'influx01',
        loginShell,
        sshd: ['Banner /etc/banner', 'PrintMotd yes', 'PermitUserRC yes'],
      });
      host.write('/etc/banner', 'NOISE of a banner\n');
      host.write('/etc/motd', 'NOISE of the day\n');
      host.write('/root/.ssh/rc', `${NOISE}\n`);
      for (const [file, text] of NOISY[loginShell]) host.write(file, text);
      hosts = lab.openHosts();
    });

    afterAll(async () => {
      await hosts?.close();
      await lab?.stop();
    });

    it('answers with what the script printed and nothing else', async () => {
      const shell = hosts.shellOf('influx01', '10.0.0.5:9100');
      expect(await ask(shell, 'hostname; id -un; echo "$0 $#"; echo bad >&2; exit 9')).toEqual({
        exitCode: 9,
        output: 'influx01\nroot\n/bin/sh 0\n',
        complaint: 'bad',
      });
      expect(await ask(shell, 'cat')).toEqual({ exitCode: 0, output: '', complaint: '' });
    });

    it('gives words to the script and does nothing with them', async () => {
      const words = [...HOSTILE, MULTILINE, ''];
      const { output } = await ask(hosts.shellOf('influx01', null), `printf '%s\\0' "$@"`, words);
      expect(output.split('\0').slice(0, -1)).toEqual(words);
      const { output: left } = await host.run(['ls', '/tmp']);
      expect(left).not.toContain('x');
    });

    it('shows no word of a script on a command line, on neither side', async () => {
      const secret = `planted-${process.pid}-${loginShell}`;
      const pause = `sleep 0.7${process.pid}`;
      const running = ask(hosts.shellOf('influx01', null), `${pause}; echo "$1"`, [secret]);
      await eventually(() => commandLines().includes(pause), { what: 'the script to run' });
      expect(commandLines().filter((line) => line.includes(secret))).toEqual([]);
      expect((await running).output).toBe(`${secret}\n`);
    });
  });
}
