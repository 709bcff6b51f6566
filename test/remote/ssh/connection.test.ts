import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Hosts } from '../../../src/remote/host-shell.ts';
import { startProcess } from '../../lab/process.ts';
import { lackOfSshHosts, type SshHost } from '../../lab/ssh-host.ts';
import { hostSettings, type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import { ask } from '../support/ask.ts';
import { commandLines } from '../support/command-lines.ts';

const HOLD_CONNECTION = fileURLToPath(new URL('../support/hold-connection.ts', import.meta.url));
const CONNECTION = 'ControlMaster=yes';
const SOCKET = / -S (\S+)\/\d+ /;

/** The ssh processes that hold a connection to the host. */
function connectionsTo(name: string): readonly string[] {
  return commandLines().filter((line) => line.includes(CONNECTION) && line.includes(` -- ${name} `));
}

/** Where the socket of a connection lies. */
function folderOf(connection: string): string {
  return SOCKET.exec(connection)?.[1] ?? 'nowhere';
}

describeUnless(lackOfSshHosts(), 'a connection', () => {
  let lab: SshLab;
  let one: SshHost;
  let two: SshHost;
  let hosts: Hosts;

  beforeAll(async () => {
    lab = startSshLab();
    [one, two] = await Promise.all([
      lab.startHost({ name: 'one' }),
      lab.startHost({ name: 'two', loginShell: 'fish' }),
      lab.startHost({ name: 'narrow', sshd: ['MaxSessions 3'] }),
      lab.startHost({ name: 'single', sshd: ['MaxSessions 1'] }),
    ]);
    hosts = lab.openHosts();
  });

  afterEach(async () => {
    await hosts.close();
    hosts = lab.openHosts();
  });

  afterAll(async () => {
    await hosts?.close();
    await lab?.stop();
  });

  const logins = (host: SshHost): number => host.output().split('Accepted publickey').length - 1;

  it('is shared by all scripts of a host, and by those that begin at once', async () => {
    const before = logins(two);
    const shells = [hosts.shellOf('two', null), hosts.shellOf('two', '10.0.0.5:9100')];
    await Promise.all(shells.map((shell) => ask(shell, 'true')));
    await ask(hosts.shellOf('two', null), 'true');
    expect(logins(two) - before).toBe(1);
  });

  it('is named for the person who asks what duptop did', async () => {
    const shell = hosts.shellOf('one', null);
    await ask(shell, 'exit 3', ['a secret word']);
    await ask(hosts.shellOf('dead.invalid', null), 'true').catch(() => {});
    expect(lab.activity.entries().slice(-2)).toMatchObject([
      { kind: 'look', what: 'ssh one: a test', outcome: 'exit 3', failed: true },
      { what: 'ssh dead.invalid: a test', outcome: expect.stringMatching(/^no such host/), failed: true },
    ]);
  });

  it('is one for each host', async () => {
    const answers = await Promise.all(['one', 'two'].map((name) => ask(hosts.shellOf(name, null), 'hostname')));
    expect(answers.map(({ output }) => output)).toEqual(['one\n', 'two\n']);
    expect([connectionsTo('one').length, connectionsTo('two').length]).toEqual([1, 1]);
  });

  it('is one for each user', async () => {
    const both = lab.openHosts([
      hostSettings('as-ops', { alias: 'one', user: 'ops', port: one.port }),
      hostSettings('as-root', { alias: 'one' }),
    ]);
    const shells = ['as-ops', 'as-root'].map((name) => both.shellOf(name, null));
    const answers = await Promise.all(shells.map((shell) => ask(shell, 'id -un')));
    expect(answers.map(({ output }) => output)).toEqual(['ops\n', 'root\n']);
    expect(shells.map(({ way }) => way)).toEqual([`ssh -p ${one.port} ops@one`, 'ssh one']);
    await both.close();
  });

  it('takes more scripts at once than sshd has sessions for', async () => {
    for (const name of ['one', 'narrow']) {
      const shell = hosts.shellOf(name, null);
      const numbers = Array.from({ length: 14 }, (_, index) => String(index));
      const answers = await Promise.all(numbers.map((number) => ask(shell, 'sleep 0.05; echo "$1"', [number])));
      expect(answers.map(({ output }) => output.trim())).toEqual(numbers);
    }
    expect(connectionsTo('narrow')).toHaveLength(1);
  });

  it('that has room for itself only is told', async () => {
    await expect(ask(hosts.shellOf('single', null), 'true')).rejects.toMatchObject({
      kind: 'other',
      message: 'ssh single: it allows one session a connection only',
      hint: expect.stringContaining('MaxSessions'),
    });
  });

  it('that is cut in the middle of a script is told, and made anew by the next one', async () => {
    const shell = hosts.shellOf('one', null);
    const pause = `sleep 60.${process.pid}`;
    const script = expect(ask(shell, `echo begun; ${pause}`)).rejects.toMatchObject({
      name: 'RemoteError',
      kind: 'cut-off',
      message: 'ssh one: the connection was cut during a test',
    });
    await eventually(() => commandLines().includes(pause), { what: 'the script to run' });
    one.cutConnections();
    await script;
    expect((await ask(shell, 'hostname')).output).toBe('one\n');
  });

  it('that was lost between two scripts is made anew without a word', async () => {
    const shell = hosts.shellOf('one', null);
    for (let round = 0; round < 3; round += 1) {
      expect((await ask(shell, 'hostname')).output).toBe('one\n');
      one.cutConnections();
      await eventually(() => connectionsTo('one').length === 0, { what: 'the end of the connection' });
    }
    expect((await ask(shell, 'hostname')).output).toBe('one\n');
  });

  it('is not led astray by what the person set for sessions by hand', async () => {
    lab.configure(
      'Host one',
      '  RequestTTY force',
      '  RemoteCommand echo never',
      '  ControlMaster auto',
      '  ControlPath /tmp/duptop-never-%C',
      '  ControlPersist yes',
      `  LocalForward 127.0.0.1:${two.port} 127.0.0.1:1`,
      '  ExitOnForwardFailure yes',
      '  LogLevel QUIET',
      '  SendEnv LANG LC_*',
    );
    expect(await ask(hosts.shellOf('one', null), 'tty; echo "$LC_ALL"')).toMatchObject({ output: 'not a tty\n\n' });
    await hosts.close();
    expect(connectionsTo('one')).toEqual([]);
    // How a connection that persists calls itself.
    expect(commandLines().filter((line) => line.endsWith(' [mux]'))).toEqual([]);
  });

  it('outlasts scripts that are given up, and the large answers of others', async () => {
    const shell = hosts.shellOf('one', null);
    await ask(shell, 'true');
    const [connection] = connectionsTo('one');
    await expect(ask(shell, 'sleep 60', [], { deadlineMs: 300 })).rejects.toMatchObject({ kind: 'timeout' });
    await expect(ask(shell, 'yes', [], { maxBytes: 1000 })).rejects.toMatchObject({ kind: 'too-large' });
    await expect(ask(shell, 'cat', [], { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'aborted' });
    const { output } = await ask(shell, 'head -c 900000 /dev/zero | tr "\\0" x');
    expect(output).toHaveLength(900_000);
    expect(connectionsTo('one')).toEqual([connection]);
  });

  it('leaves no script behind that hangs on its host', async () => {
    const hanging = `sleep 90.${process.pid}`;
    const script = ask(hosts.shellOf('two', null), `${hanging} & wait`, [], { deadlineMs: 2000 });
    const over = expect(script).rejects.toMatchObject({ kind: 'timeout' });
    await eventually(() => commandLines().includes(hanging), { what: 'the script to run' });
    await over;
    await eventually(() => !commandLines().includes(hanging), { what: 'the end of the script' });
  });

  it('ends with what it was opened for, and its socket goes', async () => {
    const shell = hosts.shellOf('one', null);
    const begun = ask(shell, 'sleep 60');
    const over = expect(begun).rejects.toMatchObject({ kind: 'aborted' });
    await eventually(() => connectionsTo('one').length === 1, { what: 'the connection' });
    const folder = folderOf(connectionsTo('one')[0] ?? '');
    await eventually(() => readdirSync(folder).length === 1, { what: 'its socket' });
    await hosts.close();
    await over;
    expect(connectionsTo('one')).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('ends with the program that holds it, even where that is killed', async () => {
    const holder = startProcess(process.execPath, [HOLD_CONNECTION, 'one'], {
      env: { ...process.env, ...lab.environment },
    });
    await eventually(() => holder.output().includes('one'), { what: 'the connection to stand' });
    const [connection = ''] = connectionsTo('one');
    process.kill(holder.pid, 'SIGKILL');
    await eventually(() => connectionsTo('one').length === 0, { what: 'the end of the connection' });
    // Nothing but an empty folder is left then.
    rmdirSync(folderOf(connection));
  });
});
