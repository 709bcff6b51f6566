import { shellWord } from '../../text/shell-word.ts';
import { crontabFile, type HostFolder } from './host-folder.ts';

/** Programs of this machine that the hosts start. */
export interface DemoPrograms {
  /** Node itself. */
  readonly node: string;
  /** The stand-in for duplicati-cli, and what makes a host's files: JavaScript for Node. */
  readonly duplicatiCli: string;
  readonly stageHost: string;
}

/** Programs that say on a simulated host what they would say on a real one: text of each by its name. */
export function hostCommands(folder: HostFolder, { node, duplicatiCli }: DemoPrograms): ReadonlyMap<string, string> {
  const { host, root } = folder;
  const ahead = host.clockAheadSeconds;
  return new Map([
    ['hostname', script(`echo ${shellWord(host.nodename)}`)],
    ['crontab', script(`[ "$1" = -l ] || exit 1`, `cat ${shellWord(crontabFile(folder))}`)],
    [
      'duplicati-cli',
      script(
        ...(ahead === 0 ? [] : [`export DUPTOP_STAND_IN_AHEAD=${ahead}`]),
        `exec ${shellWord(node)} --no-warnings ${shellWord(duplicatiCli)} "$@"`,
      ),
    ],
    // The only thing that reads databases on some machines.
    ['node', script(`exec ${shellWord(node)} "$@"`)],
    [
      'logger',
      script(`printf '%s %s\\n' "$(date +%Y-%m-%dT%H:%M:%S%z)" "$*" >>${shellWord(`${root}/var/log/syslog`)}`),
    ],
    ...(host.edition === 'classic' ? [SHORT_SLEEP] : []),
    ...(ahead === 0 ? [] : [fastDate(ahead)]),
  ]);
}

/** Whoever looks at a demo has no minute for the pauses between the tries of the classic wrapper. */
const SHORT_SLEEP = [
  'sleep',
  script('case $1 in [0-9] | [0-9][0-9]) set -- 1 ;; esac', 'PATH=/usr/bin:/bin', 'exec sleep "$@"'),
] as const;

function fastDate(ahead: number) {
  return [
    'date',
    script('PATH=/usr/bin:/bin', `case $* in +*) set -- -d '${ahead} seconds' "$@" ;; esac`, 'exec date "$@"'),
  ] as const;
}

function script(...lines: readonly string[]): string {
  return `#!/bin/sh\n${lines.join('\n')}\n`;
}
