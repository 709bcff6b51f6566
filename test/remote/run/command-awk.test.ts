import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { COMMAND_AWK } from '../../../src/remote/run/command-awk.ts';
import { haveBinary } from '../../support/real-parts.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const AWKS = [['mawk'], ['gawk'], ['busybox', 'awk']].filter(([name = '']) => haveBinary(name));
const TELL = String.raw`
BEGIN { RS = "\004" }
{
  find_wrappers($0, 1)
  for (i = 1; i <= hits; i++) printf "%s\003", hit_path[i]
  printf "\004"
}
`;

/** The paths of the wrappers that each command starts, as awk finds them. */
function pathsIn(awk: readonly string[], commands: readonly string[]): readonly (readonly string[])[] {
  const [program = '', ...flags] = awk;
  const { stdout, stderr } = spawnSync(program, [...flags, COMMAND_AWK + TELL], {
    input: commands.join('\x04'),
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  expect(stderr).toBe('');
  return stdout
    .split('\x04')
    .slice(0, -1)
    .map((record) => record.split('\x03').slice(0, -1));
}

const word = fc.constantFrom(
  '/srv/a',
  "'/srv/b c'",
  '"/srv/d\'e"',
  '/srv/f\\ g',
  '"/srv/\\"h\\$i\\\\\\j"',
  "'/srv/#k'",
  '/srv/l#m',
  `/srv/"n o"'p q'r`,
  '""/srv/s',
  "'/srv/$HOME'",
  '/srv/t=%u',
);
const before = fc.constantFrom(
  '',
  '',
  'nice -n 1 ',
  'A=b env -i PATH="$PATH" ',
  'true && ',
  'false || ',
  'true; ',
  'cd / &&',
  '>/dev/null ',
  'exec ',
  '( ',
  'timeout 5 ',
  '/bin/bash ',
  ': /opt/duplicati_wrapper.sh ; ',
  'test -e /opt/duplicati_wrapper.sh || ',
);
const options = fc.constantFrom(
  '',
  '',
  '-- ',
  '2>&1 ',
  '--config /etc/x.conf ',
  "--config='/etc/y z' ",
  '--config /etc/x.conf -- ',
);
const after = fc.constantFrom(
  '',
  '',
  ' A B C',
  " 'a b' 2>&1",
  ' >/dev/null x',
  ' # comment',
  ' x;true',
  ' 2>/dev/null&',
  ' | cat',
);

describe.each(AWKS)('commands as %s %s reads them', (...awk: readonly string[]) => {
  it('start what a shell starts of them', () => {
    const { path: folder, remove } = tempFolder('command-awk');
    onTestFinished(remove);
    const wrapper = join(folder, 'duplicati_wrapper.sh');
    writeFileSync(
      wrapper,
      `#!/bin/bash
while [[ $1 == --* ]]; do [[ $1 == --config ]] && shift; [[ $1 == -- ]] && { shift; break; }; shift; done
printf '%s\\0' "$1" >>"${folder}/said"\n`,
    );
    chmodSync(wrapper, 0o755);
    const command = fc.tuple(before, options, word, after).map(([lead, option, path, tail]) => {
      const begin = `${lead}${wrapper} ${option}${path}`;
      if (!lead.startsWith('(')) return `${begin}${tail}`;
      // A comment would hide the end of it, and nobody could wait for what it leaves behind.
      return `${begin}${/#|&$/.test(tail) ? '' : tail} )`;
    });
    fc.assert(
      fc.property(fc.array(command, { minLength: 20, maxLength: 20 }), (commands) => {
        const run = commands.map((each) => {
          writeFileSync(join(folder, 'said'), '');
          spawnSync('sh', ['-c', `${each}\nwait`], { stdio: 'ignore' });
          return spawnSync('cat', [join(folder, 'said')], { encoding: 'utf8' })
            .stdout.split('\0')
            .slice(0, -1);
        });
        expect(pathsIn(awk, commands)).toEqual(run);
      }),
      { numRuns: 4 },
    );
  });

  it('take no word for a path that the shell would make another one of', () => {
    const wrapper = '/opt/duplicati_wrapper.sh';
    const unknown = ['$HOME', '"/srv/$X"', '`pwd`', '"$(pwd)"', '~', '/srv/*', '/srv/?', '/srv/[ab]', 'srv', './srv'];
    expect(
      pathsIn(
        awk,
        unknown.map((each) => `${wrapper} ${each} A B C`),
      ),
    ).toEqual(unknown.map(() => []));
  });

  it.each([
    [`sh -c '/opt/duplicati_wrapper.sh "/srv/a b" X Y Z'`, ['/srv/a b']],
    [`su - root -c "/opt/duplicati_wrapper.sh /srv/a X"`, ['/srv/a']],
    [`/opt/duplicati_wrapper.sh /srv/a X Y Z; /opt/duplicati_wrapper.sh /srv/b X Y Z`, ['/srv/a', '/srv/b']],
    [`/usr/local/bin/backup-Duplicati-Wrapper /srv/a`, ['/srv/a']],
    [`echo '/opt/duplicati_wrapper.sh /srv/a'`, []],
    [`duplicati-cli backup /srv/a`, []],
    [`ls /var/lib/duplicati /srv/a`, []],
    [`/opt/duplicati_wrapper.sh`, []],
    [`/opt/duplicati_wrapper.sh 'unclosed`, []],
    ['', []],
  ])('%s', (command, paths) => {
    expect(pathsIn(awk, [`${command}`, 'x'])[0]).toEqual(paths);
  });
});
