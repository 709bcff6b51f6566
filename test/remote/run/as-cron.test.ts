import { afterAll, beforeAll, expect, it } from 'vitest';
import { findRun } from '../../../src/remote/run/find-run.ts';
import { startRun } from '../../../src/remote/run/start-run.ts';
import { lackOfSshHosts } from '../../lab/ssh-host.ts';
import { type SshLab, startSshLab } from '../../lab/ssh-lab.ts';
import { describeUnless } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import { type BackupHost, startBackupHost } from './support/backup-host.ts';

/** Notes all that a program can see of how it was started. */
const PROBE = `#!/bin/bash
folder=/tmp/probes
mkdir -p -m 1777 "$folder"
{
  printf '<%s>' "$@"
  printf '\\ncwd %s, umask %s, user %s, groups %s\\n' "$PWD" "$(umask)" "$(/usr/bin/id -un)" "$(/usr/bin/id -Gn)"
  /usr/bin/env -u _ -u SHLVL -u OLDPWD | /usr/bin/sort
  echo stdin:
  /bin/cat
  printf '\\nfiles of duptop: %s\\n' "$(/bin/ls -l /proc/self/fd | /bin/grep duptop | /bin/grep -vc " 0 -> ")"
} >"$folder/new\${1//\\//_}"
/bin/mv "$folder/new\${1//\\//_}" "$folder/probe\${1//\\//_}"
`;
const PROBE_FILE = '/opt/probe_duplicati_wrapper.sh';

const CRONTAB = `
PLAIN=x
@reboot ${PROBE_FILE} /srv/1 a b
  FOO = it's "quoted"  \t
'Q'="  kept  "
EMPTY=""
 \t@reboot\t ${PROBE_FILE} /srv/2 'a\\%b' c\\\\d "e f" \\% \\x %stdin line%second\\%%%third\\\\x\\
SHELL=/bin/bash
HOME=/tmp
@reboot ${PROBE_FILE} /srv/3 "\${BASH_VERSION\\%\\%.*}" # a comment
PATH=/opt:/usr/bin:/bin
LOGNAME=zed
@reboot probe_duplicati_wrapper.sh /srv/4 $LOGNAME ~ %
HOME=/nowhere
IFS=:
folder=/nowhere
shell=/nowhere
@reboot cd /tmp && probe_duplicati_wrapper.sh /srv/5 "$PWD" <<<"here" ; true
`;
const PATHS = ['/srv/1', '/srv/2', '/srv/3', '/srv/4', '/srv/5', '/srv/6'];

describeUnless(lackOfSshHosts('cron'), 'a job that is started by hand', () => {
  let lab: SshLab;
  let host: BackupHost;
  beforeAll(async () => {
    lab = startSshLab();
    host = await startBackupHost(lab, 'cron01', 'classic');
  });
  afterAll(() => lab.stop());

  it('is started just as the real cron starts it: arguments, environment, input, user, folder', async () => {
    host.write(PROBE_FILE, PROBE, 0o755);
    host.write(
      '/etc/environment',
      `EXTRA="from pam" # not this\nexport OTHER='1'\nPATH=/nowhere\nPLAIN=lost\n A='x"y # z\nB-C=1\nD=e # f\nG=\n`,
    );
    host.write('/etc/default/locale', 'LANG=C.UTF-8\n');
    host.rawCrontab(CRONTAB);
    host.write('/etc/cron.d/jobs', `A=1\n@reboot ops ${PROBE_FILE} /srv/6 "$A" "$HOME"\n`);
    // In the foreground: what goes on in the background may be ended with the command that began it.
    void host.run(['cron', '-f', '-L', '0']);
    const byCron = await probes();
    await host.run(['sh', '-c', 'kill "$(cat /run/crond.pid)"; rm -r /tmp/probes']);

    const hosts = lab.openHosts();
    const signal = new AbortController().signal;
    const shell = hosts.shellOf('cron01', null);
    for (const path of PATHS) {
      const found = await findRun(shell, { path, pathExact: true }, signal);
      expect(await startRun(shell, found, signal)).toMatchObject({ kind: 'started' });
    }
    expect(await probes()).toEqual(byCron);
    await hosts.close();
  });

  async function probes(): Promise<readonly string[]> {
    return eventually(
      () => {
        return PATHS.map((path) => host.read(`/tmp/probes/probe${path.replaceAll('/', '_')}`));
      },
      { what: 'all probes', deadlineMs: 50_000 },
    );
  }
});
