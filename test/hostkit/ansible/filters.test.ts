import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { betterKey } from '../../../src/domain/db-path.ts';
import { betterMetric } from '../../../src/domain/metric-name.ts';
import { ageAllowedBy } from '../../../src/hostkit/rules/schedule-age.ts';
import { describeWith } from '../../support/describe-with.ts';
import { cronEntries } from './support/cron-table.ts';
import { callFilters } from './support/python.ts';

const DAY = 86_400;
/** Characters that mean something to a metric, a shell, cron, YAML, Jinja or Go's templates. */
const SPECIAL = [...'/_-.:%\\\'"$`{}#! ~*[]()&;|<>é€😀', '\u{200b}', '\u{202e}', '\u{ad}'];
const text = fc.string({ unit: fc.oneof(fc.constantFrom(...SPECIAL), fc.string({ unit: 'binary', maxLength: 1 })) });
const ODD = fc.sample(
  text.map((name) => `/${name.toWellFormed()}`),
  { numRuns: 300, seed: 2026 },
);
const PATHS = [...new Set(['/var/lib/influxdb/', '/', `/${'long/'.repeat(60)}`, ...ODD])].filter(
  (path) => !/\p{Cc}/u.test(path),
);
const JOBS = PATHS.map((path) => ({ path, hour: 1, minute: 2 }));

describeWith(['ansible-playbook'], 'the filters of the role', () => {
  it('name series and settings as the wrapper does, byte by byte', () => {
    const hosts = ['influx01', 'web-01.example.com', 'é'];
    const pairs = PATHS.flatMap((path) => hosts.map((host) => [path, host] as const));
    const lists = callFilters(
      pairs.map(([path, host]) => {
        const variables = { [host]: { duplicati_hostname: host, duplicati_jobs: [{ path }] } };
        return ['duplicati_watch_list', [host], variables, []];
      }),
    ) as { jobs: { metric: string }[] }[];
    expect(lists.map(({ jobs }) => jobs[0]?.metric)).toEqual(pairs.map(([path, host]) => betterMetric(host, path)));

    const [schedules] = callFilters([['duplicati_schedules', JOBS, '/opt/x']]) as { key: string }[][];
    expect(schedules?.map(({ key }) => key)).toEqual(JOBS.map(({ path }) => betterKey(path)));
  });

  it('write lines that cron and shell read as the path that was meant', () => {
    const [schedules] = callFilters([['duplicati_schedules', JOBS, '/opt/my wrapper']]) as { command: string }[][];
    const table = schedules?.map(({ command }) => `#Ansible: x\n1 2 * * * ${command}\n`).join('') ?? '';
    const lines = cronEntries(table).map(({ command }) => command.replace("'/opt/my wrapper'", "printf '%s\\0'"));
    const { stdout } = spawnSync('sh', ['-c', lines.join('\n')], { encoding: 'utf8', maxBuffer: 1024 * 1024 });
    expect(stdout.split('\0').slice(0, -1)).toEqual(JOBS.map(({ path }) => path));
  });

  it('refuse jobs that cron can not start', () => {
    const refused = [
      [[{ path: 'relative', hour: 1, minute: 2 }], 'begins with /'],
      [[{ hour: 1, minute: 2 }], 'begins with /'],
      [[{ path: '/two\nlines', hour: 1, minute: 2 }], 'control character'],
      [[{ path: '/a', hour: 1 }], 'needs a minute and an hour'],
      [
        [
          { path: '/a', state: 'absent' },
          { path: '/a', hour: 1, minute: 2 },
        ],
        'there twice',
      ],
      [[{ path: '/a', hour: 1, minute: 2, settings: { 'no name': 'x' } }], 'no setting'],
    ] as const;
    const errors = callFilters(refused.map(([jobs]) => ['duplicati_schedules', jobs, '/opt/x']));
    for (const [at, [, words]] of refused.entries()) {
      expect(errors[at]).toEqual({ error: expect.stringContaining(words) });
    }
  });

  it('allow a job the age that duptop allows it', () => {
    const days = [
      '* * *',
      '1 * *',
      '*/2 * *',
      '* * 0',
      '* * 7',
      '* * mon-fri',
      '* * 1,4',
      '15 * 3',
      '29 2 *',
      '1 jan,JUL *',
    ];
    const odd = ['31 1-6 *', '10-20/5 * *', '* 6 *', '30 2 *'];
    const schedules = [...days, ...odd].map((fields) => fields.split(' '));
    const hosts = Object.fromEntries(
      schedules.map(([day, month, weekday], at) => [
        `h${at}`,
        { duplicati_hostname: `h${at}`, duplicati_jobs: [{ path: '/a', day, month, weekday }] },
      ]),
    );
    const [list] = callFilters([['duplicati_watch_list', Object.keys(hosts), hosts, []]]) as {
      jobs: { metric: string; age: number }[];
    }[];
    const ages = new Map(list?.jobs.map(({ metric, age }) => [metric, age]));
    expect(schedules.map((fields, at) => [fields.join(' '), ages.get(`h${at}__a`)])).toEqual(
      schedules.map((fields) => [fields.join(' '), ageAllowedBy(`0 0 ${fields.join(' ')}`, DAY)]),
    );
  });
});
