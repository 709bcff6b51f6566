import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examplesOf, shownCommands } from '../../src/package/help-notes.ts';
import { commandTree } from '../support/command-tree.ts';
import { describeWith } from '../support/describe-with.ts';
import { LAUNCHER } from '../support/run-duptop.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const ENVIRONMENT = { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' };
/** Commands that end by themselves and change nothing, on a fleet as the demo has it. */
const RUNNABLE = /^duptop (?!watch|check)\S.*/;

/** The lines of README and help that begin with `duptop`, or have it in them as a shell reads it. */
function examples(): readonly (readonly [from: string, line: string])[] {
  const blocks = [...README.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) => block.split('\n'));
  const tree = commandTree();
  return [
    ...blocks.map((line) => ['README', line] as const),
    ...[tree, ...shownCommands(tree)].flatMap((command) =>
      examplesOf(command).map((line) => [`help of ${command.name()}`, line] as const),
    ),
  ].filter(([, line]) => /(^|\()duptop /.test(line));
}

describe('examples', () => {
  let folder: TempFolder;

  beforeEach(() => {
    folder = tempFolder('examples');
    mkdirSync(`${folder.path}/.config/fish/completions`, { recursive: true });
  });
  afterEach(() => {
    folder.remove();
  });

  it('there is one for every command', () => {
    const tree = commandTree();
    const without = shownCommands(tree).filter(
      (command) => command.commands.length === 0 && examplesOf(command).length === 0,
    );
    expect(without.map((command) => command.name())).toEqual([]);
  });

  it.each(examples())('of %s: %s', async (_from, line) => {
    const calls = callsIn(line, folder.path);
    expect(calls.length).toBeGreaterThan(0);
    for (const words of calls) await expect(parse(words), words.join(' ')).resolves.toBeUndefined();
  });

  it('would be found out if duptop did not take them', async () => {
    await expect(parse(['list', '--colour'])).rejects.toThrow('--colour');
    expect(() => callsIn('duptop --json | jq .[', folder.path)).toThrow();
  });
});

/** How bash calls duptop for the line: the words of each call. Other programs get no input; jq says whether it takes its program. */
function callsIn(line: string, home: string): readonly (readonly string[])[] {
  const script = `duptop() { printf '%s\\0' "$@" >>"$HOME/calls"; printf '\\1' >>"$HOME/calls"; }\npromtool() { :; }\n${line}\n`;
  execFileSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
    cwd: home,
    env: { ...ENVIRONMENT, HOME: home },
    stdio: 'ignore',
  });
  const calls = readFileSync(`${home}/calls`, 'utf8').split('\u0001').slice(0, -1);
  return calls.map((call) => call.split('\0').slice(0, -1));
}

/** As duptop takes its words, but nothing is done. @throws CommanderError where it refuses them */
async function parse(words: readonly string[]): Promise<void> {
  const tree = commandTree();
  for (const command of [tree, ...allCommands(tree)]) command.action(() => {});
  await tree.parseAsync([...words], { from: 'user' });
}

function allCommands(command: Command): readonly Command[] {
  return command.commands.flatMap((each) => [each, ...allCommands(each)]);
}

describeWith(['jq'], 'what the README has for scripts', () => {
  const recipes = README.slice(README.indexOf('## For scripts'), README.indexOf('For Nagios'))
    .split('\n')
    .filter((line) => RUNNABLE.test(line));

  it.each(recipes)('finds something in the demo fleet: %s', (line) => {
    const script = `duptop() { "$NODE" "$LAUNCHER" demo "$@"; }\n${line}\n`;
    const text = execFileSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
      env: { ...ENVIRONMENT, HOME: '/dev/null/nobody', NODE: process.execPath, LAUNCHER },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(text.trim()).not.toBe('');
  });

  it('is more than one', () => {
    expect(recipes.length).toBeGreaterThan(3);
  });
});
