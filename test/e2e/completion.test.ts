import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/describe-with.ts';
import { PtyTerminal } from '../support/pty-duptop.ts';
import { LAUNCHER } from '../support/run-duptop.ts';
import { tempFolder } from '../support/temp-folder.ts';

const NAMES = {
  hosts: ['influx01', 'web-01'],
  jobs: ['influx01:/var/lib/influxdb/', 'web-01:/srv/my data', 'x:\x1b[31m'],
};

/** A machine on which duptop is installed and has seen a fleet. */
const folder = tempFolder('completion');
const environment = {
  PATH: `${join(folder.path, 'bin')}:${process.env.PATH}`,
  HOME: folder.path,
  XDG_CACHE_HOME: join(folder.path, 'cache'),
  PS1: '$ ',
};

beforeAll(() => {
  mkdirSync(join(folder.path, 'bin'));
  mkdirSync(join(folder.path, 'cache/duptop'), { recursive: true });
  const program = join(folder.path, 'bin/duptop');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${LAUNCHER}' "$@"\n`);
  chmodSync(program, 0o755);
  writeFileSync(join(folder.path, 'cache/duptop/names.json'), JSON.stringify(NAMES));
});
afterAll(() => folder.remove());

const TYPED = [
  ['duptop show inf\t', 'duptop show influx01:/var/lib/influxdb/'],
  ['duptop show web-01:/s\t', 'duptop show web-01:/srv/my\\ data'],
  ['duptop list --fields status,ho\t', 'duptop list --fields status,host'],
  ['duptop status:fai\t', 'duptop status:failed'],
  ['duptop dbp\tdec\t', 'duptop dbpath decode'],
] as const;

describeWith(['bash'], 'Tab in bash', () => {
  it.each(TYPED)('makes of %j %j', async (typed, line) => {
    const bash = new PtyTerminal('bash', ['--noprofile', '--norc', '-i'], { environment });
    try {
      bash.press('source <(duptop completion bash); clear; echo rea""dy\r');
      await bash.untilShown('ready');
      bash.press(typed);
      await bash.untilShown(`$ ${line}`);
    } finally {
      await bash.close();
    }
  });
});

describeWith(['zsh'], 'Tab in zsh', () => {
  it.each(TYPED)('makes of %j %j', async (typed, line) => {
    const zsh = new PtyTerminal('zsh', ['-f', '-i'], { environment });
    try {
      zsh.press('autoload -U compinit; compinit -u -D; source <(duptop completion zsh); clear; echo rea""dy\r');
      await zsh.untilShown('ready');
      zsh.press(typed);
      await zsh.untilShown(`$ ${line}`);
    } finally {
      await zsh.close();
    }
  });
});

describeWith(['fish'], 'Tab in fish', () => {
  it.each([
    ['duptop show inf', ['influx01:/var/lib/influxdb/']],
    ['duptop show web', ['web-01:/srv/my data']],
    ['duptop list --fields status,ho', ['status,host']],
    ['duptop status:fai', ['status:failed']],
    ['duptop show x', []],
  ])('offers for %j %j', (line, offered) => {
    const output = execFileSync(
      'fish',
      ['--no-config', '-c', 'duptop completion fish | source; complete -C $argv[1]', line],
      { env: environment, encoding: 'utf8' },
    );
    expect(
      output
        .split('\n')
        .filter((each) => each !== '')
        .map((each) => each.split('\t')[0]),
    ).toEqual(offered);
  });
});
