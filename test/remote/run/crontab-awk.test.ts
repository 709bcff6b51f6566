import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CRONTAB_AWK } from '../../../src/remote/run/crontab-awk.ts';
import { haveBinary } from '../../support/real-parts.ts';
import { type CronLine, cronLine } from './support/cron-model.ts';

const AWKS = [['mawk'], ['gawk', '--posix'], ['gawk'], ['busybox', 'awk'], ['original-awk']].filter(([name = '']) =>
  haveBinary(name),
);

/** Tells each line as it is read; fields and records end with characters that no line has. */
const TELL = String.raw`
function tell(a, b, c, d, e, f) { printf "%s\003%s\003%s\003%s\003%s\003%s\003%s\004", NR - 1, a, b, c, d, e, f }
function entry() { tell("entry", commented, schedule, owner, command, input) }
function broken(number) { tell("broken", number) }
END { for (i = 1; i <= env_count; i++) tell("assignment", env_name[i], env_value[i]) }
`;

function readBy(awk: readonly string[], lines: readonly string[], kind: 'user' | 'system') {
  const [program = '', ...flags] = awk;
  const input = `\x01${kind}\tname\tme\t\n${lines.join('\n')}\n`;
  const { stdout, stderr } = spawnSync(program, [...flags, TELL + CRONTAB_AWK], {
    input,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  expect(stderr).toBe('');
  const told = stdout.split('\x04').slice(0, -1);
  return told.map((record) => record.split('\x03'));
}

function expected(lines: readonly string[], kind: 'user' | 'system') {
  const read = lines.map((line) => cronLine(line, kind === 'system'));
  const told = read.flatMap((line, at) => recordOf(line, at + 1));
  const assigned = read.flatMap((line) =>
    line.kind === 'assignment' ? [[String(lines.length), 'assignment', line.name, line.value, '', '', '']] : [],
  );
  return [...told, ...assigned];
}

function recordOf(line: CronLine, number: number): readonly (readonly string[])[] {
  if (line.kind === 'broken') return [[String(number), 'broken', String(number), '', '', '', '']];
  if (line.kind !== 'entry') return [];
  const { commented, schedule, owner, command, input } = line;
  return [[String(number), 'entry', commented ? '1' : '0', schedule, owner, command, input]];
}

const PIECES = [
  ...'*0579 \t"\'=\\%#,-/$`~;&|x@',
  '  ',
  '59',
  '60',
  '1-5',
  '*/2',
  '*/0',
  '0-59/7',
  'jan',
  'MON',
  'sunday',
  '@daily',
  '@reboot ',
  '@Daily ',
  '0 2 * * * ',
  '\\%',
  '\\\\%',
  '\r',
  'A=',
  'A = "b c" ',
  "'Q'=",
  'root ',
  '/opt/duplicati_wrapper.sh /srv/a',
  'ü',
] as const;
const line = fc
  .tuple(
    fc.constantFrom('', '', '0 2 * * * ', '@daily ', '#', '# 1 2 3 4 5 ', '* * * * 7 root ', 'A='),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }),
  )
  .map(([begin, pieces]) => begin + pieces.join(''));

describe.each(AWKS)('crontabs as %s %s reads them', (...awk: readonly string[]) => {
  it.each(['user', 'system'] as const)('are read as cron reads them, however nasty (%s)', (kind) => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 200, maxLength: 400 }), (lines) => {
        expect(readBy(awk, lines, kind)).toEqual(expected(lines, kind));
      }),
      { numRuns: 15 },
    );
  });

  it('takes what the real cron takes, and nothing else', () => {
    const good = [
      '*/5,3-7/2 * * * * x',
      '1-0 * * * * x',
      '* * * jan MON x',
      '* * * * 7 x',
      '*x * * * * x',
      '* * * * mon-fri x',
      '0-59/90 * * * * x',
      '@annually x',
      '* * * * * %',
      `@daily ${'x'.repeat(998)}`,
      'A= b',
      '=x',
      `S=x"y"`,
      "T=''",
      '"E"=5',
      'O\t=\tt\tx\t',
    ];
    const bad = [
      '5/10 * * * * x',
      '*/0 * * * * x',
      '60 * * * * x',
      '* * * * 8 x',
      '* * 0 * * x',
      '1,,2 * * * * x',
      '-1 * * * * x',
      '1-5x * * * * x',
      '* * * * sunday x',
      '@every_minute x',
      '@DAILY x',
      '? * * * * x',
      '5, * * * * x',
      '* * * * *',
      '@daily',
      '@daily   ',
      '~ * * * * x',
      'FOO',
      'FOO=',
      '*/5x * * * * x',
      "G= '7",
      "H='8'z",
      'L M=1',
      "'R=S'=1",
      "'U'V=3",
      `@daily ${'x'.repeat(999)}`,
    ];
    const broken = readBy(awk, [...good, ...bad], 'user').flatMap(([, kind, number]) =>
      kind === 'broken' ? [Number(number)] : [],
    );
    expect(broken).toEqual(bad.map((_, at) => good.length + at + 1));
  });
});
